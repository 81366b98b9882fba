/**
 * The functions of kintone's JavaScript API, by the object or function that has them: those of Cybozu's pages, "JavaScript API". What of
 * them the shim has not says so where it is called (js/kintone/missing.js).
 */
export const names = {
  '': `
    Promise api buildPageUrl createDialog getAvailableApiTypes getAvailableServices getDomain
    getKeyboardShortcuts getLoginUser getPageType getRequestToken getUiVersion getUserPreference
    isAccessWithClientCertificateAuthentication isMobileApp isMobilePage isRevampedUI
    isUsersAndSystemAdministrator proxy setKeyboardShortcuts showConfirmDialog showLoading showNotification
  `,
  api: 'getConcurrencyLimit url urlForGet',
  app: `
    get getAddRecordButtonDisplayState getAppSettingsButtonDisplayState getCategories
    getDescriptionDisplayState getFieldElements getFilterButtonDisplayState getFormFields getFormLayout
    getHeaderMenuSpaceElement getHeaderSpaceElement getIcons getId getLookupTargetAppId
    getOptionsButtonDisplayState getPermissions getQuery getQueryCondition getRecordListStyle
    getRelatedRecordsTargetAppId getReportButtonDisplayState getReportSelectorItemsDisplayState getReports
    getStatus getView getViewAndReportSelectorDisplayState getViewSelectorItemsDisplayState getViews
    isMaintenanceMode isTestEnvironment setRecordListStyle showAddRecordButton showAppSettingsButton
    showDescription showFilterButton showOptionsButton showReportButton showReportSelectorItems
    showViewAndReportSelector showViewSelectorItems
  `,
  'app.record': `
    get getActionButtonDisplayState getActions getAssignees getChangeAssigneeButtonDisplayState
    getDuplicateRecordButtonDisplayState getEditRecordButtonDisplayState getFieldElement getFieldPermissions
    getFieldStyle getHeaderMenuSpaceElement getId getPagerDisplayState getPermissions getSideBarDisplayState
    getSpaceElement getStatusActionButtonDisplayState getStatusActions getStatusHistory isFieldVisible
    isGroupFieldOpen set setFieldShown setFieldStyle setGroupFieldOpen showActionButton
    showChangeAssigneeButton showDuplicateRecordButton showEditRecordButton showPager showSideBar
    showStatusActionButton
  `,
  events: 'off on',
  license: 'getSubscriptionPlan isTrial',
  mobile: 'createBottomSheet showConfirmBottomSheet showLoading showNotification',
  'mobile.app': `
    getAddRecordButtonDisplayState getFieldElements getFilterButtonDisplayState getHeaderSpaceElement getId
    getLookupTargetAppId getOptionsButtonDisplayState getQuery getQueryCondition getRecordListStyle
    getRelatedRecordsTargetAppId getReportSelectorDisplayState getReportSelectorItemsDisplayState
    getViewSelectorDisplayState getViewSelectorItemsDisplayState setRecordListStyle showAddRecordButton
    showFilterButton showOptionsButton showReportSelector showReportSelectorItems showViewSelector
    showViewSelectorItems
  `,
  'mobile.app.record': `
    get getActionButtonDisplayState getEditRecordButtonDisplayState getFieldElement getFieldStyle getId
    getPagerDisplayState getSpaceElement getStatusActionButtonDisplayState isFieldVisible isGroupFieldOpen
    set setFieldShown setFieldStyle setGroupFieldOpen showActionButton showEditRecordButton showPager
    showStatusActionButton
  `,
  'mobile.portal': 'getContentSpaceElement',
  'mobile.space.portal': 'getContentSpaceElement',
  'plugin.app': 'getConfig getProxyConfig proxy setConfig setProxyConfig',
  'plugin.app.proxy': 'upload',
  portal: 'getContentSpaceElement',
  proxy: 'upload',
  space: 'get getPermissions',
  'space.portal': 'getContentSpaceElement',
  system: 'getAvailableFeatures getPermissions',
  user: 'getCustomFields getGroups getIcons getOrganizations',
};
