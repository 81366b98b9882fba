/** The members of kintone that the shim has, in their order. */
export const kintoneMembers = [
  ...['proxy', 'plugin', 'app', 'mobile', 'getLoginUser', 'getUiVersion', 'portal', 'space'],
  ...['setKeyboardShortcuts', 'getKeyboardShortcuts'],
  ...['showConfirmDialog', 'createDialog', 'showNotification', 'showLoading'],
  ...['isMobilePage', 'isMobileApp', 'isRevampedUI', 'getPageType', 'getDomain', 'buildPageUrl'],
  ...['api', 'events', 'getRequestToken', 'Promise'],
];
