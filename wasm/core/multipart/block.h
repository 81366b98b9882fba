// A few neighbouring bytes at once: 16 by Wasm SIMD, 8 in a plain integer elsewhere. Both answer alike, so
// that what is tested natively is what is shipped but for the few instructions of this page.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#endif

// Without it the linker, which goes for size, makes each of these a call: a quarter of the speed.
#define KINTONE_INLINE [[gnu::always_inline]] inline

namespace kintone::multipart {

static_assert(std::endian::native == std::endian::little, "the first byte is the lowest");

#ifdef __wasm_simd128__

/// Bytes, or the answers to a comparison: all bits of a byte, or none.
struct block {
  static constexpr std::size_t size = 16;

  KINTONE_INLINE static block of(char c) { return {wasm_i8x16_splat(c)}; }
  /// Reads `size` bytes.
  KINTONE_INLINE static block at(const char* text) { return {wasm_v128_load(text)}; }

  KINTONE_INLINE block equals(block other) const { return {wasm_i8x16_eq(bytes, other.bytes)}; }
  KINTONE_INLINE block operator&(block other) const { return {wasm_v128_and(bytes, other.bytes)}; }
  KINTONE_INLINE block operator|(block other) const { return {wasm_v128_or(bytes, other.bytes)}; }
  KINTONE_INLINE bool any() const { return wasm_v128_any_true(bytes); }
  /// Of answers: a bit for each, the first byte's lowest.
  KINTONE_INLINE std::uint32_t bits() const { return wasm_i8x16_bitmask(bytes); }

  v128_t bytes;
};

#else

struct block {
  static constexpr std::size_t size = 8;
  static constexpr std::uint64_t ones = 0x0101'0101'0101'0101;

  static block of(char c) { return {ones * static_cast<unsigned char>(c)}; }
  static block at(const char* text) {
    block read{};
    std::memcpy(&read.bytes, text, size);
    return read;
  }

  block equals(block other) const {
    // Adding 7F to the low seven bits of a byte carries into its eighth unless they are zero, and never
    // further.
    constexpr std::uint64_t low = ones * 0x7F;
    const std::uint64_t difference = bytes ^ other.bytes;
    const std::uint64_t same = ~(((difference & low) + low) | difference | low);
    return {(same >> 7U) * 0xFF};
  }
  block operator&(block other) const { return {bytes & other.bytes}; }
  block operator|(block other) const { return {bytes | other.bytes}; }
  bool any() const { return bytes != 0; }
  std::uint32_t bits() const {
    // The factor moves the lowest bit of byte n to bit 56 + n; no two meet.
    return static_cast<std::uint32_t>(((bytes & ones) * 0x0102'0408'1020'4080) >> 56U);
  }

  std::uint64_t bytes;
};

#endif

}  // namespace kintone::multipart
