// Comments of records (Y21, Y22).
#include <algorithm>
#include <array>
#include <limits>

#include "core/base/limits.h"
#include "core/base/number.h"
#include "core/base/utf8.h"
#include "core/rest/parameters.h"
#include "core/rest/records.h"

namespace kintone::rest {
namespace {

constexpr std::array<std::string_view, 3> mention_types = {"USER", "GROUP", "ORGANIZATION"};

/// `YYYY-MM-DDTHH:MM:SSZ` of milliseconds.
std::string moment_text(std::int64_t milliseconds) {
  constexpr std::int64_t second = 1'000;
  constexpr std::size_t place = sizeof("YYYY-MM-DDTHH:MM:") - 1;
  const std::int64_t minutes = fields::minutes_from(milliseconds);
  const auto seconds = (milliseconds - minutes * fields::milliseconds_of_minute) / second;
  const std::string digits = decimal(static_cast<std::uint64_t>(seconds));
  return fields::instant_text(minutes).replace(place, 2, digits.size() < 2 ? "0" + digits : digits);
}

void write_comment(json_writer& text, const comment& c, const people& them) {
  text.open('{').name("id").string(decimal(c.id)).name("text").string(c.text);
  text.name("createdAt").string(moment_text(c.created)).name("creator");
  fields::write_person(text, c.creator, them);
  text.name("mentions").open('[');
  for (const auto& [code, type] : c.mentions) {
    text.open('{').name("code").string(code).name("type").string(type).close('}');
  }
  text.close(']').close('}');
}

void read_mention(const json_value& given, const std::string& path, comment& c, objections& wrong) {
  const json_value& code = member(given, "code");
  const json_value& type = member(given, "type");
  if (is_absent(code)) wrong.push_back({path + ".code", phrase::field_required});
  if (is_absent(type)) {
    wrong.push_back({path + ".type", phrase::field_required});
  } else if (!contains(mention_types, string_of(type))) {
    wrong.push_back({path + ".type", phrase::parameter_enum});
  }
  c.mentions.push_back({std::string(string_of(code)), std::string(string_of(type))});
}

/// The comment of a request, with its text as it is read back: a blank behind it, and whom it mentions
/// before.
void read_comment(const json_value& given, const people& them, comment& c, objections& wrong) {
  const std::string_view text = string_of(member(given, "text"));
  if (text.empty()) {
    wrong.push_back({"comment.text", phrase::field_required});
  } else if (utf8::utf16_length(text) > comment_text) {
    wrong.push_back({"comment.text", phrase::value_shorter, grouped(comment_text + 1)});
  }
  const auto mentions = read_list(member(given, "mentions"), "comment.mentions", comment_mentions, wrong);
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    read_mention(mentions[i], fill("comment.mentions[{0}]", {decimal(i)}), c, wrong);
    c.text.append(them.name_of(c.mentions.back().code)).append(1, ' ');
  }
  if (!mentions.empty()) c.text += "\n";
  c.text += fill("{0} ", {text});
}

}  // namespace

verdict records::read_record(const caller& by, const json_value& parameters, objections wrong, app*& a,
                             const record*& r) const {
  const number id = read_id(member(parameters, "record"), "record", wrong);
  app_key key;
  if (auto refused = read_app(by, parameters, std::move(wrong), key)) return refused;
  a = app_at(key);
  r = a == nullptr ? nullptr : a->find(id);
  return r == nullptr ? refuse(error::record_not_found, decimal(id)) : nullptr;
}

verdict records::get_comments(const caller& by, const json_value& parameters, json_writer& answer) {
  objections wrong;
  const json_value& order = member(parameters, "order");
  const bool is_ascending = string_of(order) == "asc";
  if (!is_absent(order) && !is_ascending && string_of(order) != "desc") {
    wrong.push_back({"order", phrase::parameter_enum});
  }
  const whole_range offsets{0, std::numeric_limits<number>::max(), 0};
  const number offset = read_whole(member(parameters, "offset"), "offset", offsets, wrong);
  const whole_range limits{0, comments_shown, comments_shown};
  const number limit = read_whole(member(parameters, "limit"), "limit", limits, wrong);
  app* a = nullptr;
  const record* r = nullptr;
  if (auto refused = read_record(by, parameters, std::move(wrong), a, r)) return refused;
  const std::size_t total = r->comments == nullptr ? 0 : r->comments->comments.size();
  const std::size_t begin = static_cast<std::size_t>(std::min<number>(offset, total));
  const std::size_t end = static_cast<std::size_t>(std::min<number>(begin + limit, total));
  answer.open('{').name("comments").open('[');
  for (std::size_t i = begin; i < end; ++i) {
    write_comment(answer, r->comments->comments[is_ascending ? i : total - 1 - i], people_);
  }
  const bool has_before = begin > 0;
  const bool has_behind = end < total;
  answer.close(']').name("older").boolean(is_ascending ? has_before : has_behind);
  answer.name("newer").boolean(is_ascending ? has_behind : has_before).close('}');
  return nullptr;
}

verdict records::add_comment(const caller& by, const json_value& parameters, json_writer& answer) {
  objections wrong;
  comment c;
  read_comment(member(parameters, "comment"), people_, c, wrong);
  app* a = nullptr;
  const record* r = nullptr;
  if (auto refused = read_record(by, parameters, std::move(wrong), a, r)) return refused;
  for (const auto& [code, type] : c.mentions) {
    if (type == mention_types[0] && !people_.may_have(code)) return refuse(error::user_not_found, code);
  }
  c.created = by.now;
  c.creator = login_of(by, people_);
  const std::uint64_t bytes = bytes_of(c);
  if (bytes_ + bytes > most_) return refuse(error::records_too_large, decimal(most_));
  bytes_ += bytes;
  comment_thread& thread = a->thread_of(r->id);
  c.id = thread.next_id++;
  answer.open('{').name("id").string(decimal(c.id)).close('}');
  thread.comments.push_back(std::move(c));
  return nullptr;
}

verdict records::delete_comment(const caller& by, const json_value& parameters, json_writer& answer) {
  objections wrong;
  const number id = read_id(member(parameters, "comment"), "comment", wrong);
  app* a = nullptr;
  const record* r = nullptr;
  if (auto refused = read_record(by, parameters, std::move(wrong), a, r)) return refused;
  auto& all = a->thread_of(r->id).comments;
  const auto found =
      std::find_if(all.begin(), all.end(), [id](const comment& each) { return each.id == id; });
  if (found == all.end()) return refuse(error::comment_not_found);
  if (found->creator != login_of(by, people_)) return refuse(error::comment_of_other, decimal(id));
  bytes_ -= bytes_of(*found);
  all.erase(found);
  answer.json("{}");
  return nullptr;
}

}  // namespace kintone::rest
