// How embind makes a handle, replaced for two reasons. Its own describes the handle's record by an object that inherits from `Object.prototype`:
// where somebody has added a `get` or `set` to that, no handle can be made. And it asks a FinalizationRegistry about each handle that is
// made and deleted, though it registers none of ours: js/core registers them.
mergeInto(LibraryManager.library, {
  $makeClassHandle__deps: [],
  $makeClassHandle: function (prototype, record) {
    record.count = { value: 1 };
    const handle = Object.create(prototype);
    handle.$$ = record;
    return handle;
  },
});
