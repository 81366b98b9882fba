// How a text crosses, replaced for speed: embind's own goes over each character, up to four times. The platform's encoder and decoder, which
// js/core/module.js hands in, need a hundredth of that for a text of some thousands.
mergeInto(LibraryManager.library, {
  _embind_register_std_string__deps: ['$readLatin1String', '$registerType', '$simpleReadValueFromPointer'],
  _embind_register_std_string: function (rawType, name) {
    // Characters. Of a longer text the bytes are counted: room for three a character would be too much.
    const longest = 65536;
    registerType(rawType, {
      name: readLatin1String(name),
      fromWireType: function (value) {
        const text = Module.decode(HEAPU8.subarray(value + 4, value + 4 + HEAPU32[value >> 2]));
        _free(value);
        return text;
      },
      toWireType: function (destructors, text) {
        if (typeof text !== 'string') throw new TypeError('a text was expected, not ' + typeof text);
        const room = text.length > longest ? lengthBytesUTF8(text) : 3 * text.length;
        const value = _malloc(4 + room);
        HEAPU32[value >> 2] = Module.encodeInto(text, HEAPU8.subarray(value + 4, value + 4 + room));
        if (destructors !== null) destructors.push(_free, value);
        return value;
      },
      argPackAdvance: 8,
      readValueFromPointer: simpleReadValueFromPointer,
      destructorFunction: function (value) {
        _free(value);
      },
    });
  },
});
