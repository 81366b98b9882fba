// Who may do what in an app (Y07, Y29).
#include "core/base/limits.h"
#include "core/base/number.h"
#include "core/rest/parameters.h"
#include "core/rest/records.h"

namespace kintone::rest {

verdict records::judge_rights(const caller& by, number id) {
  const rights held = by.who.rights_in(id);
  const bool has_one = by.any_of == 0 || (held & by.any_of) != 0;
  if (has_one && (held & by.also) == by.also) return nullptr;
  return refuse(by.who.by == scheme::api_token ? error::token_not_allowed : error::no_privilege);
}

// D07, D08.
verdict draft_reader::judge_system_field(const form_field& f) const {
  if (f.type == fields::field_type::category) return refuse(error::category_not_updatable);
  const bool is_of_process =
      f.type == fields::field_type::status || f.type == fields::field_type::status_assignee;
  if (f.row().refused_as.empty()) return nullptr;
  if (by_ != giver::add || is_of_process) return refuse(error::field_not_updatable, f.row().refused_as);
  const bool is_stamp = f.kept() == fields::shape::person || f.kept() == fields::shape::stamp;
  const rights held = around_.by.who.rights_in(around_.target.key().id);
  return is_stamp && (held & right::manage) == 0 ? refuse(error::app_right_required, f.code) : nullptr;
}

// Y29. Assumption: it wants no right itself, since it tells of each; a field that no PUT may set is not
// editable.
verdict records::evaluate_acl(const caller& by, const json_value& parameters, json_writer& answer) {
  objections wrong;
  const auto list = read_required_list(parameters, "ids", records_at_once, wrong);
  std::vector<number> ids;
  for (std::size_t i = 0; i < list.size(); ++i) {
    ids.push_back(read_id(list[i], fill("ids[{0}]", {decimal(i)}), wrong));
  }
  app_key key;
  if (auto refused = read_app(by, parameters, std::move(wrong), key)) return refused;
  reached a;
  reach(key, a);
  const rights held = by.who.rights_in(key.id);
  const auto write = [&answer, held](std::string_view name, rights wanted, bool can_be = true) {
    answer.name(name).boolean(can_be && (held & wanted) != 0);
  };
  answer.open('{').name("rights").open('[');
  for (const number id : ids) {
    if (a->find(id) == nullptr) return refuse(error::record_not_found, decimal(id));
    answer.open('{').name("id").string(decimal(id)).name("record").open('{');
    write("viewable", right::view);
    write("editable", right::edit);
    write("deletable", right::remove);
    answer.close('}').name("fields").open('{');
    for (const fields::form_field* each : all_of_form(a->form()).fields) {
      answer.name(each->code).open('{');
      write("viewable", right::view);
      write("editable", right::edit,
            each->row().refused_as.empty() && each->kept() != fields::shape::computed);
      answer.close('}');
    }
    answer.close('}').close('}');
  }
  answer.close(']').close('}');
  return nullptr;
}

}  // namespace kintone::rest
