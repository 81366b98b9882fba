// What embind brings to every program and this one does not use: types that nothing of ours crosses as (wide strings, views of memory,
// JavaScript's values), and what can be done with a handle but to delete it. Without them its glue is an eighth shorter. And a handle's record
// is set, where embind would describe it: by an object that inherits what somebody has added to all objects.
mergeInto(LibraryManager.library, {
  _embind_register_std_wstring__deps: [],
  _embind_register_std_wstring: function () {},
  _embind_register_memory_view__deps: [],
  _embind_register_memory_view: function () {},
  _embind_register_emval__deps: [],
  _embind_register_emval: function () {},
  $init_embind__deps: [],
  $init_embind: function () {},
  $makeClassHandle__deps: [],
  $makeClassHandle: function (prototype, record) {
    record.count = { value: 1 };
    const handle = Object.create(prototype);
    handle.$$ = record;
    return handle;
  },
  $init_ClassHandle__deps: ['$ClassHandle', '$ClassHandle_delete'],
  $init_ClassHandle: function () {
    ClassHandle.prototype.delete = ClassHandle_delete;
  },
});
