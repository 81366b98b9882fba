// One call of a member of kintone that gives a Promise (W08): what was given, and what is told of it.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/base/argument.h"
#include "core/base/error.h"
#include "core/page/screen_set.h"
#include "core/rest/records.h"

namespace kintone::page {

class promised_call {
 public:
  /// `called`: `[name, argument, argument, hasDocument, answers?]`, see promised_text().
  promised_call(const rest::records& records, world::world& one, const json_value& called)
      : all(records), w(one), name(string_of(element(called, 0))), called_(called) {}

  [[nodiscard]] argument given(std::size_t place) const { return read_argument(element(called_, place + 1)); }

  /// The answers of the REST side to what was asked; null where nothing was asked yet.
  [[nodiscard]] const json_value& answers() const { return element(called_, 4); }

  /// The app of the open screen; null where it is not declared.
  [[nodiscard]] const rest::app* app() const { return all.declared_app_of(w.here().app); }

  void reject(error kind, std::string_view message) {
    text.name("code").string(entry_of(kind).code).name("message").string(message);
  }

  /// Whether an argument is right; else it rejects, and says what is `expected`.
  bool is_right(bool is, std::string_view argument_name, std::string_view expected, const argument& value);

  /// One state of `"keep"`.
  void keep(std::string_view key, const json_value& value) {
    text.open('[').string(key).tree(value).close(']');
  }

  /// What stands under a key, or else `first`.
  void kept(std::string_view key, std::string_view first) {
    text.open('[').string(key).string(first).close(']');
  }

  const rest::records& all;
  world::world& w;
  /// Without `kintone.`.
  const std::string name;
  json_writer text;

 private:
  const json_value& called_;
};

/// Whether it is one of `'A' | 'B'`.
[[nodiscard]] bool is_word_of(std::string_view words, const argument& given);

inline constexpr std::string_view shown_words = "'VISIBLE' | 'HIDDEN'";

struct promised_row {
  std::string_view name;
  screen_set where;
  void (*answer)(promised_call& c);
};

/// By subject: styles and keys (page_styles.cpp), dialogs (page_dialogs.cpp), what is told of page, app and
/// record (page_answers.cpp), and of its process management (page_process.cpp).
[[nodiscard]] std::span<const promised_row> style_members();
[[nodiscard]] std::span<const promised_row> dialog_members();
[[nodiscard]] std::span<const promised_row> answering_members();
[[nodiscard]] std::span<const promised_row> process_members();

}  // namespace kintone::page
