#include "core/multipart/form_reader.h"

#include "core/base/utf8.h"
#include "core/multipart/file_name.h"

namespace kintone::multipart {

form_reader::form_reader(std::string_view boundary, const form_limits& limits)
    : limits_(limits), scanner_(boundary), header_(scanner_.delimiter(), limits.part_header) {}

bool form_reader::feed(std::string_view chunk) {
  bytes_ = {};
  std::size_t used = 0;
  while (used < chunk.size() && state_ != state::ended && state_ != state::epilogue) {
    const std::string_view rest = chunk.substr(used);
    used += state_ == state::header ? read_header(rest) : read_content(rest, used);
  }
  return state_ != state::ended;
}

form_outcome form_reader::end() {
  if (state_ == state::epilogue) {
    // F05 before F04: two are too many, whatever they are.
    stop(files_ > 1 ? form_outcome::two_files : has_file_ ? form_outcome::ok : form_outcome::no_file);
  } else if (state_ != state::ended) {
    is_cut_off_ = true;
    stop(form_outcome::broken);
  }
  return outcome_;
}

void form_reader::stop(form_outcome why) {
  state_ = state::ended;
  outcome_ = why;
  bytes_ = {};
}

std::size_t form_reader::read_content(std::string_view rest, std::size_t offset) {
  const boundary_scanner::step step = scanner_.feed(rest);
  take_content(step, rest, offset);
  if (state_ == state::ended) return step.used;
  switch (step.what) {
    case boundary_scanner::event::more:
      break;
    case boundary_scanner::event::part:
      begin_header();
      break;
    case boundary_scanner::event::close:
      state_ = state::epilogue;
      break;
    case boundary_scanner::event::broken:
      stop(form_outcome::broken);
      break;
  }
  return step.used;
}

void form_reader::take_content(const boundary_scanner::step& step, std::string_view rest,
                               std::size_t offset) {
  const std::size_t length = step.held + step.content;
  if (length == 0) return;
  switch (state_) {
    case state::file:
      file_size_ += length;
      if (file_size_ > limits_.file) return stop(form_outcome::too_large);
      bytes_ = {static_cast<std::uint32_t>(step.held), static_cast<std::uint32_t>(offset),
                static_cast<std::uint32_t>(step.content)};
      break;
    case state::token:
    case state::text:
      text_size_ += length;
      if (text_size_ > limits_.text) return stop(form_outcome::broken);
      if (state_ == state::token) {
        request_token_->append(scanner_.delimiter().substr(0, step.held));
        request_token_->append(rest.substr(0, step.content));
      }
      break;
    default:
      break;
  }
}

void form_reader::begin_header() {
  if (++parts_ > limits_.parts) return stop(form_outcome::broken);
  header_ = part_header(scanner_.delimiter(), limits_.part_header);
  state_ = state::header;
}

std::size_t form_reader::read_header(std::string_view rest) {
  const std::size_t used = header_.feed(rest);
  if (header_.where() == part_header::state::broken) stop(form_outcome::broken);
  if (header_.where() == part_header::state::done) begin_part(header_.found());
  return used;
}

void form_reader::begin_part(const disposition& part) {
  scanner_.begin_content();
  text_size_ = 0;
  // To be told where something is missing: more than a form for a file has.
  constexpr std::size_t most_names = 20;
  constexpr std::size_t longest_name = 100;
  if (names_.size() < most_names) names_.push_back(part.name.value_or("").substr(0, longest_name));
  state_ = part.filename ? state::ignored : state::text;
  if (part.name == "file") {
    const std::string name = part.filename ? file_name_of(*part.filename) : std::string();
    if (++files_ > 1 || name.empty()) return;
    has_file_ = true;
    file_name_ = name;
    is_name_damaged_ = !utf8::is_valid(*part.filename);
    state_ = state::file;
  } else if (part.name == "__REQUEST_TOKEN__" && !part.filename && !request_token_) {
    request_token_.emplace();
    state_ = state::token;
  }
}

}  // namespace kintone::multipart
