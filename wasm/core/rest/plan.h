// What a request changes of one app, collected until all of it is judged, and then kept as a whole (Y15, Y16,
// F18).
#pragma once

#include <string>
#include <vector>

#include "core/rest/draft.h"

namespace kintone::rest {

class plan {
 public:
  plan(app& target, const draft_reader::surroundings& around) : app_(target), around_(around) {}

  [[nodiscard]] verdict add(const json_value& given, std::string base);
  /// `old` is of the app, and in no other draft.
  [[nodiscard]] verdict update(const record& old, const json_value& given, std::string base);
  /// Y30: what was there before the first request.
  void seed(const json_value& given);

  [[nodiscard]] const app& target() const { return app_; }
  [[nodiscard]] bool has(const record& old) const;
  [[nodiscard]] std::size_t size() const { return drafts_.size(); }
  /// Of the draft of this place: whether it adds a record.
  [[nodiscard]] bool is_added(std::size_t place) const { return drafts_[place].old == nullptr; }
  [[nodiscard]] const fields::form& form() const { return common_.learned ? *common_.learned : app_.form(); }
  /// Parameters that are wrong beside the records (D11).
  [[nodiscard]] objections& wrong() { return common_.wrong; }
  [[nodiscard]] std::vector<remark>& remarks() { return common_.remarks; }

  /// All that is wrong with the values (D11 to D15).
  [[nodiscard]] verdict judge();
  /// Of `limits.records`: what all drafts take, and what they free.
  [[nodiscard]] std::uint64_t bytes() const;
  [[nodiscard]] std::uint64_t freed() const;
  /// Of the largest record that it leaves, without comments.
  [[nodiscard]] std::uint64_t largest() const;

  /// The records in the order of the drafts. Once.
  std::vector<const record*> keep(file_registry& files);

 private:
  void judge_unique(const fields::form_field& f, objections& wrong) const;
  [[nodiscard]] std::vector<file_id> files_left(const draft& d) const;

  app& app_;
  const draft_reader::surroundings& around_;
  std::vector<draft> drafts_;
  drafts common_;
};

/// The files that a record names.
void append_files_of(const fields::form& f, const values& all, const std::vector<table>& tables,
                     std::vector<file_id>& files);

}  // namespace kintone::rest
