/**
 * The members of kintone that came since 2025 [W08]: each gives a Promise, which on a screen where the member does not work rejects with
 * `SHIM_WRONG_SCREEN`, and with a wrong argument with `SHIM_INVALID_ARGUMENT`. What a script has set of a page it gets back, until another screen
 * is opened.
 */

import type { PageElement } from './page.js';

/** Whether something of a page is shown. */
export type DisplayState = 'VISIBLE' | 'HIDDEN';

/** What of a page is shown or not, on PC and mobile pages alike; first it is shown. */
export interface AppDisplayMembers {
  /** Lists, reports and detail screens; mobile: lists. */
  showAddRecordButton(state: DisplayState): Promise<void>;
  getAddRecordButtonDisplayState(): Promise<DisplayState>;
  /** Lists, reports and detail screens; mobile: detail screens. */
  showOptionsButton(state: DisplayState): Promise<void>;
  getOptionsButtonDisplayState(): Promise<DisplayState>;
  /** Lists and reports; mobile: lists. */
  showFilterButton(state: DisplayState): Promise<void>;
  getFilterButtonDisplayState(): Promise<DisplayState>;
  /** The views of the app by their ids, on lists and reports; mobile: on lists. */
  showViewSelectorItems(config: Record<string, DisplayState>): Promise<void>;
  getViewSelectorItemsDisplayState(): Promise<Record<string, DisplayState>>;
  /** Reports by their ids; the shim has none. */
  showReportSelectorItems(config: Record<string, DisplayState>): Promise<void>;
  getReportSelectorItemsDisplayState(): Promise<Record<string, DisplayState>>;
  /** The style of a list's table; `'DEFAULT'` takes it away. What is not given stays. */
  setRecordListStyle(config: RecordListStyle | 'DEFAULT'): Promise<void>;
  getRecordListStyle(): Promise<Required<RecordListStyle>>;
}

/** The same of PC pages alone. */
export interface PcAppDisplayMembers {
  /** Lists, reports and detail screens. */
  showAppSettingsButton(state: DisplayState): Promise<void>;
  getAppSettingsButtonDisplayState(): Promise<DisplayState>;
  /** Lists and reports. */
  showReportButton(state: DisplayState): Promise<void>;
  getReportButtonDisplayState(): Promise<DisplayState>;
  /** Lists and reports. */
  showViewAndReportSelector(state: DisplayState): Promise<void>;
  getViewAndReportSelectorDisplayState(): Promise<DisplayState>;
  /** The app's description, first closed; all screens of an app but print. */
  showDescription(state: 'OPEN' | 'CLOSED'): Promise<void>;
  getDescriptionDisplayState(): Promise<'OPEN' | 'CLOSED' | 'HIDDEN'>;
}

/** The same of mobile pages alone. */
export interface MobileAppDisplayMembers {
  /** Lists. */
  showViewSelector(state: DisplayState): Promise<void>;
  getViewSelectorDisplayState(): Promise<DisplayState>;
  /** Reports. */
  showReportSelector(state: DisplayState): Promise<void>;
  getReportSelectorDisplayState(): Promise<DisplayState>;
}

/** What of a record's page is shown or not, on detail screens of PC and mobile pages; and the style of fields. */
export interface RecordDisplayMembers {
  showEditRecordButton(state: DisplayState): Promise<void>;
  getEditRecordButtonDisplayState(): Promise<DisplayState>;
  showPager(state: DisplayState): Promise<void>;
  getPagerDisplayState(): Promise<DisplayState>;
  /** The button of an app action, by its name. */
  showActionButton(action: string, state: DisplayState): Promise<void>;
  getActionButtonDisplayState(action: string): Promise<DisplayState>;
  /** The button of an action of process management, by its name. */
  showStatusActionButton(action: string, state: DisplayState): Promise<void>;
  getStatusActionButtonDisplayState(action: string): Promise<DisplayState>;
  /** Detail, create, edit and print screens; mobile: not print. What is not given stays; `'DEFAULT'` takes it away. */
  setFieldStyle(fieldCode: string, config: FieldStyle | 'DEFAULT'): Promise<void>;
  /** With `'DEFAULT'` for each part that has no style. */
  getFieldStyle(fieldCode: string): Promise<SetFieldStyle>;
}

/** The same of PC pages alone. */
export interface PcRecordDisplayMembers {
  /** Detail screens. */
  showDuplicateRecordButton(state: DisplayState): Promise<void>;
  getDuplicateRecordButtonDisplayState(): Promise<DisplayState>;
  /** Detail screens. */
  showChangeAssigneeButton(state: DisplayState): Promise<void>;
  getChangeAssigneeButtonDisplayState(): Promise<DisplayState>;
  /** Detail and edit screens; first it shows the comments. */
  showSideBar(state: 'OPEN' | 'CLOSED' | 'COMMENTS' | 'HISTORY'): Promise<void>;
  getSideBarDisplayState(): Promise<'CLOSED' | 'COMMENTS' | 'HISTORY' | 'HIDDEN'>;
}

/** The style of a list: `'DEFAULT'` or a list, as kintone's documentation shows them; what is in them is not judged. */
export interface RecordListStyle {
  header?: 'DEFAULT' | readonly object[];
  body?: 'DEFAULT' | readonly object[];
}

/** How a text looks: `#rrggbb`, a word, or `'DEFAULT'`; the values are not judged. */
export interface TextStyle {
  color?: string;
  fontWeight?: string;
  textDecoration?: string;
}

/** What setFieldStyle takes. */
export interface FieldStyle {
  content?: 'DEFAULT' | (TextStyle & { backgroundColor?: string; borderColor?: string });
  background?: 'DEFAULT' | { backgroundColor?: string };
  label?: 'DEFAULT' | TextStyle;
}

/** What getFieldStyle gives. */
export interface SetFieldStyle {
  content: Required<TextStyle & { backgroundColor: string; borderColor: string }>;
  background: { backgroundColor: string };
  label: Required<TextStyle>;
}

/** A view, as getViews gives it. */
export interface ViewHead {
  type: 'LIST' | 'CALENDAR' | 'CUSTOM';
  /** Of a view that kintone has made. */
  builtinType?: 'ALL' | 'ASSIGNEE';
  name: string;
  id: string;
}

/** A view, as getView gives it. */
export interface OpenView extends ViewHead {
  /** Of a list. */
  fields?: string[];
  /** Of a calendar: the field that has the day. */
  date?: string;
  /** Of a calendar: the field that is the title. */
  title?: string;
  /** Of a custom view. */
  html?: string;
  pager?: boolean;
  device?: 'DESKTOP' | 'ANY';
  filterCond: string;
  sort: string;
}

/** What `kintone.app.get` gives. */
export interface AppFacts {
  id: string;
  name: string;
  description: string;
  code: string | null;
  numberPrecision: { digits: number; decimalPlaces: number; roundingMode: string };
  enableComments: boolean;
  enableThumbnails: boolean;
  enableChangeHistory: boolean;
  enableInlineRecordEditing: boolean;
  createdAt: string;
  creator: { code: string; name: string };
  modifiedAt: string;
  modifier: { code: string; name: string };
  spaceId: string | null;
  revision: string;
}

/** What is told of the app, from kintone's REST side; on PC and mobile pages by the same function. */
export interface AppAnswers {
  /** Of the app that is open, also on the settings screen of a plug-in. */
  get(): Promise<AppFacts>;
  /** The `properties` of Get Form Fields. */
  getFormFields(): Promise<Record<string, any>>;
  /** The `layout` of Get Form Layout. */
  getFormLayout(): Promise<any[]>;
  /** The view that is open, on lists; null where the app has none of that name. */
  getView(): Promise<OpenView | null>;
  /** The views in their order, on lists and reports. */
  getViews(): Promise<ViewHead[]>;
  /** Process management, as Get Process Management Settings has it, without the revision. */
  getStatus(): Promise<{ enable: boolean; states: any; actions: any }>;
  /** All: the shim does not judge rights. */
  getPermissions(): Promise<{ addRecord: boolean; editApp: boolean }>;
  /** False. */
  isTestEnvironment(): Promise<boolean>;
  /** False. */
  isMaintenanceMode(): Promise<boolean>;
}

/** What is told of the record. */
export interface RecordAnswers {
  /** All, on detail screens: the shim does not judge rights. */
  getPermissions(): Promise<{ editRecord: boolean; deleteRecord: boolean }>;
  /** All, by field codes, on detail, create and edit screens. */
  getFieldPermissions(): Promise<Record<string, { readField: boolean; editField: boolean }>>;
}

/** A dialog, as scripts ask for it. */
export interface DialogConfig {
  title?: string;
  showOkButton?: boolean;
  okButtonText?: string;
  showCancelButton?: boolean;
  cancelButtonText?: string;
  showCloseButton?: boolean;
}

/** What ends a dialog. */
export type DialogEnd = 'OK' | 'CANCEL' | 'CLOSE';

/** What `createDialog` gives. */
export interface KintoneDialog {
  /**
   * Shows the dialog: fulfilled with what the test has said by `shim.dialogs.answer`, and `'FUNCTION'` where `close()` has ended it; rejected with
   * `SHIM_DIALOG_UNANSWERED` where it has said nothing.
   */
  show(): Promise<DialogEnd | 'FUNCTION'>;
  close(): void;
}

/** What pages show over themselves, on PC pages; kept in `shim.dialogs`. */
export interface KintoneDialogs extends KintoneNotices {
  /** @returns what the test has said by `shim.dialogs.answer`; rejected with `SHIM_DIALOG_UNANSWERED` where it has said nothing */
  showConfirmDialog(config: DialogConfig & { body?: string }): Promise<DialogEnd>;
  createDialog(
    config: DialogConfig & {
      body?: PageElement;
      /** False keeps it open: the next answer counts. */
      beforeClose?: (action: DialogEnd) => boolean | void | Promise<boolean | void>;
    },
  ): Promise<KintoneDialog>;
}

/** The same on mobile pages. */
export interface KintoneBottomSheets extends KintoneNotices {
  showConfirmBottomSheet: KintoneDialogs['showConfirmDialog'];
  createBottomSheet: KintoneDialogs['createDialog'];
}

/** What pages show that nobody answers. */
export interface KintoneNotices {
  showNotification(type: 'ERROR' | 'SUCCESS' | 'INFO', message: string): Promise<void>;
  showLoading(state: DisplayState): Promise<void>;
}

/** What is told of the page. */
export interface KintonePageAnswers {
  /** Whether the screen is one of mobile pages. */
  isMobilePage(): Promise<boolean>;
  /** False. */
  isMobileApp(): Promise<boolean>;
  /** False. */
  isRevampedUI(): Promise<boolean>;
  /** Such as `{ type: 'APP', page: 'APP_INDEX' }`. */
  getPageType(): Promise<{ type: string; page: string }>;
  /** The parts of the shim's origin. */
  getDomain(): Promise<{ subdomain: string; baseDomain: string }>;
  /** The URL of a page by the words of `getPageType`; the paths are an assumption. Not on the settings screen of a plug-in. */
  buildPageUrl(page: string, params: Record<string, string>): Promise<string>;
  /** On lists, detail, create and edit screens: all keys that the screen knows, or those that are named. */
  setKeyboardShortcuts(config: boolean | Record<string, boolean>): Promise<void>;
  getKeyboardShortcuts(): Promise<Record<string, boolean>>;
}
