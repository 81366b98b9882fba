// Types that embind registers for every program, and that nothing of ours crosses as: wide strings, views of memory, JavaScript's
// values. Without them its glue is a tenth shorter.
mergeInto(LibraryManager.library, {
  _embind_register_std_wstring__deps: [],
  _embind_register_std_wstring: function () {},
  _embind_register_memory_view__deps: [],
  _embind_register_memory_view: function () {},
  _embind_register_emval__deps: [],
  _embind_register_emval: function () {},
});
