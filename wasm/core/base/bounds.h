// Bounds of ours for the memory of a process: no rule of kintone's, and no case names them. The numbers of
// the rules are in limits.h.
#pragma once

#include <cstdint>

namespace kintone {

/// Bytes of what the records show as JSON, empty fields with their codes and types too: a bound of ours, for
/// whoever looks at all of them.
inline constexpr std::uint64_t records_text = 1'073'741'824;
/// Bytes of one record's values: a bound of ours, as it is shown in one text.
inline constexpr std::uint64_t record_size = 8'388'608;
/// Bytes of an answer of records, and of one text of several that show all: bounds of ours.
inline constexpr std::size_t answer_text = 67'108'864;
inline constexpr std::size_t part_text = 1'048'576;
/// Bytes of the files' names, with what each takes beside: a bound of ours, as they are kept in memory.
inline constexpr std::uint64_t file_names = 33'554'432;
/// Bytes of the one memory that all shims of a process share: a bound of ours, a quarter of what it can grow
/// to, so that one request more is always answered.
inline constexpr std::uint64_t process_memory = 536'870'912;
/// Characters of a request's method, URL and header fields: a bound of ours, far beyond what a server reads.
inline constexpr std::uint64_t request_head = 1'048'576;
/// Characters of the texts of one crossing from JavaScript: a bound of ours, for what is bounded nowhere
/// else.
inline constexpr std::uint64_t crossing_text = 16'777'216;
/// Digits between a number's first one and its point: a bound of ours, so that `1e999999999` fills no memory.
inline constexpr std::int64_t decimal_places_most = 100'000;

}  // namespace kintone
