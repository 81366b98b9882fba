// The form of an app and its records, as far as they are kept, for a query.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/rest/authentication.h"
#include "core/rest/query/source.h"
#include "core/rest/record_value.h"

namespace kintone::rest {

class kept_form : public query::form {
 public:
  /// Both must outlive it. `users`: null where anybody may be one.
  kept_form(const rest::form& fields, const std::vector<user>* users) : fields_(fields), users_(users) {}

  [[nodiscard]] std::optional<query::field> find(std::string_view code) const override;
  [[nodiscard]] bool has_process() const override;
  [[nodiscard]] std::string_view app_code() const override { return {}; }
  [[nodiscard]] bool may_have_user(std::string_view code) const override;

 private:
  const rest::form& fields_;
  const std::vector<user>* users_;
};

/// Tables are not kept: none has a row.
class kept_records : public query::source {
 public:
  /// All must outlive it. Record 1 is the first.
  kept_records(const std::vector<kept_record>& records, const file_registry& files)
      : records_(records), files_(files) {}

  [[nodiscard]] std::size_t count() const override { return records_.size(); }
  [[nodiscard]] std::uint64_t id_of(std::size_t record) const override { return record + 1; }
  [[nodiscard]] std::size_t rows(std::size_t /*record*/, std::size_t /*table*/) const override { return 0; }
  void read(std::size_t record, std::size_t row, const query::column& where, query::value& v) const override;

 private:
  const std::vector<kept_record>& records_;
  const file_registry& files_;
  /// What the value that was read last is a view of.
  mutable json_value read_;
};

}  // namespace kintone::rest
