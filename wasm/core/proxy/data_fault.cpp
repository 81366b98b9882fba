#include "core/proxy/data_fault.h"

#include <array>
#include <string_view>

#include "core/base/algorithm.h"

namespace kintone::proxy {
namespace {

/// JavaScript to write in the place of what was given, which is called `data` or `value` as in the
/// documentation.
struct advice {
  std::string_view type;
  std::string_view write;
};

constexpr std::string_view bytes = "(bytes)";

constexpr std::array<std::string_view, 15> byte_types = {
    "ArrayBuffer",   "SharedArrayBuffer", "DataView",     "Int8Array",    "Uint8Array",
    "Int16Array",    "Uint8ClampedArray", "Uint16Array",  "Int32Array",   "Uint32Array",
    "BigInt64Array", "BigUint64Array",    "Float16Array", "Float32Array", "Float64Array"};

/// P08: what is no data of `kintone.proxy`.
constexpr std::array data_advice = {
    advice{"undefined", "{}"},
    advice{"null", "{}"},
    advice{"number", "String(data)"},
    advice{"boolean", "String(data)"},
    advice{"bigint", "String(data)"},
    advice{"symbol", {}},
    advice{"Blob", "kintone.proxy.upload(url, method, headers, { format: 'RAW', value: data })"},
    advice{"File", "kintone.proxy.upload(url, method, headers, { format: 'RAW', value: data })"},
    advice{bytes, "kintone.proxy.upload(url, method, headers, { format: 'RAW', value: new Blob([data]) })"},
    advice{"FormData", "String(new URLSearchParams(data))"},
    advice{"URLSearchParams", "String(data)"},
    advice{"Headers", "Object.fromEntries(data)"},
    advice{"Map", "Object.fromEntries(data)"},
    advice{"Set", "Array.from(data)"},
    advice{"WeakMap", {}},
    advice{"WeakSet", {}},
    advice{"Promise", "await data"},
    advice{"Request", "await data.text()"},
    advice{"Response", "await data.text()"},
    advice{"ReadableStream", "await new Response(data).text()"},
};

/// U03: what is taken for a Blob.
constexpr std::array value_advice = {
    advice{"undefined", "input.files[0]"},
    advice{"null", "input.files[0]"},
    advice{"string", "new Blob([value])"},
    advice{"longString", "new Blob([value])"},
    advice{"number", "new Blob([String(value)])"},
    advice{"boolean", "new Blob([String(value)])"},
    advice{"bigint", "new Blob([String(value)])"},
    advice{bytes, "new Blob([value])"},
    advice{"URLSearchParams", "new Blob([String(value)])"},
    advice{"object", "new Blob([JSON.stringify(value)])"},
    advice{"array", "value[0]"},
    advice{"FileList", "value[0]"},
    advice{"HTMLInputElement", "value.files[0]"},
    advice{"FileSystemFileHandle", "await value.getFile()"},
    advice{"Promise", "await value"},
    advice{"Request", "await value.blob()"},
    advice{"Response", "await value.blob()"},
    advice{"ReadableStream", "await new Response(value).blob()"},
};

template <typename list>
const advice* advice_for(const list& all, const argument& given) {
  const std::string_view type = contains(byte_types, given.type) ? bytes : std::string_view(given.type);
  return find_if(all, [type](const advice& each) { return each.type == type; });
}

sentence with_advice(sentence said, const advice* found, locale language) {
  if (found == nullptr || found->write.empty()) return said;
  return said.append(sentence_of(phrase::instead, language, {found->write}));
}

}  // namespace

std::optional<sentence> data_fault(const argument& data, locale language) {
  const advice* found = advice_for(data_advice, data);
  if (found == nullptr) return std::nullopt;
  return with_advice(sentence_of(phrase::data_type, language, {as_given(data)}), found, language);
}

std::optional<sentence> upload_data_fault(const argument& data, locale language) {
  static constexpr std::array<std::string_view, 12> not_objects = {
      "undefined", "null",   "string",   "longString", "number", "boolean",
      "bigint",    "symbol", "function", "array",      "Blob",   "File"};
  // A Promise, a FormData or the like in its place has neither member.
  const bool is_another =
      !data.is("object") && data["format"].is("undefined") && data["value"].is("undefined");
  if (!is_another && !contains(not_objects, data.type)) return std::nullopt;
  const sentence said = sentence_of(phrase::data_upload, language, {as_given(data)});
  return data.is("Promise") ? with_advice(said, advice_for(data_advice, data), language) : said;
}

sentence upload_value_fault(const argument& value, locale language) {
  if (value.is("FormData")) return sentence_of(phrase::data_value_form, language, {as_given(value)});
  return with_advice(sentence_of(phrase::data_value, language, {as_given(value)}),
                     advice_for(value_advice, value), language);
}

}  // namespace kintone::proxy
