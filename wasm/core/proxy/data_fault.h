// What is wrong with the `data` of a call, and what to write instead (P08, U02, U03).
#pragma once

#include <optional>

#include "core/base/argument.h"
#include "core/base/phrase.h"

namespace kintone::proxy {

/// Of `kintone.proxy` with a body, where it is no string; nothing where it is right.
[[nodiscard]] std::optional<sentence> data_fault(const argument& data, locale language);

/// Of `kintone.proxy.upload`, described with its members `format` and `value`; nothing where it has them.
[[nodiscard]] std::optional<sentence> upload_data_fault(const argument& data, locale language);

/// Of a `data.value` that is no Blob.
[[nodiscard]] sentence upload_value_fault(const argument& value, locale language);

}  // namespace kintone::proxy
