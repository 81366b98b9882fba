/**
 * The members of kintone that came since 2025 [W08]: each gives a Promise, which on a screen where the member does not work rejects with
 * `SHIM_WRONG_SCREEN`, and with a wrong argument with `SHIM_INVALID_ARGUMENT`. What a script has set of a page it gets back, until another screen
 * is opened.
 */

/** Whether something of a page is shown. */
export type DisplayState = 'VISIBLE' | 'HIDDEN';

/** What of a page is shown or not, on PC and mobile pages alike; first it is shown. */
export interface AppDisplayMembers {
  /** Lists, reports and detail screens; mobile: lists. */
  showAddRecordButton(state: DisplayState): Promise<void>;
  /** What `showAddRecordButton` has set. */
  getAddRecordButtonDisplayState(): Promise<DisplayState>;
  /** Lists, reports and detail screens; mobile: detail screens. */
  showOptionsButton(state: DisplayState): Promise<void>;
  /** What `showOptionsButton` has set. */
  getOptionsButtonDisplayState(): Promise<DisplayState>;
  /** Lists and reports; mobile: lists. */
  showFilterButton(state: DisplayState): Promise<void>;
  /** What `showFilterButton` has set. */
  getFilterButtonDisplayState(): Promise<DisplayState>;
  /** The views of the app by their ids, on lists and reports; mobile: on lists. */
  showViewSelectorItems(config: Record<string, DisplayState>): Promise<void>;
  /** What `showViewSelectorItems` has set. */
  getViewSelectorItemsDisplayState(): Promise<Record<string, DisplayState>>;
  /** Reports by their ids; the shim has none. */
  showReportSelectorItems(config: Record<string, DisplayState>): Promise<void>;
  /** What `showReportSelectorItems` has set. */
  getReportSelectorItemsDisplayState(): Promise<Record<string, DisplayState>>;
  /** The style of a list's table; `'DEFAULT'` takes it away. What is not given stays. */
  setRecordListStyle(config: RecordListStyle | 'DEFAULT'): Promise<void>;
  /** What `setRecordListStyle` has set. */
  getRecordListStyle(): Promise<Required<RecordListStyle>>;
}

/** The same of PC pages alone. */
export interface PcAppDisplayMembers {
  /** Lists, reports and detail screens. */
  showAppSettingsButton(state: DisplayState): Promise<void>;
  /** What `showAppSettingsButton` has set. */
  getAppSettingsButtonDisplayState(): Promise<DisplayState>;
  /** Lists and reports. */
  showReportButton(state: DisplayState): Promise<void>;
  /** What `showReportButton` has set. */
  getReportButtonDisplayState(): Promise<DisplayState>;
  /** Lists and reports. */
  showViewAndReportSelector(state: DisplayState): Promise<void>;
  /** What `showViewAndReportSelector` has set. */
  getViewAndReportSelectorDisplayState(): Promise<DisplayState>;
  /** The app's description, first closed; all screens of an app but print. */
  showDescription(state: 'OPEN' | 'CLOSED'): Promise<void>;
  /** What `showDescription` has set. */
  getDescriptionDisplayState(): Promise<'OPEN' | 'CLOSED' | 'HIDDEN'>;
}

/** The same of mobile pages alone. */
export interface MobileAppDisplayMembers {
  /** Lists. */
  showViewSelector(state: DisplayState): Promise<void>;
  /** What `showViewSelector` has set. */
  getViewSelectorDisplayState(): Promise<DisplayState>;
  /** Reports. */
  showReportSelector(state: DisplayState): Promise<void>;
  /** What `showReportSelector` has set. */
  getReportSelectorDisplayState(): Promise<DisplayState>;
}

/** What of a record's page is shown or not, on detail screens of PC and mobile pages; and the style of fields. */
export interface RecordDisplayMembers {
  /** Detail screens. */
  showEditRecordButton(state: DisplayState): Promise<void>;
  /** What `showEditRecordButton` has set. */
  getEditRecordButtonDisplayState(): Promise<DisplayState>;
  /** The buttons to the records before and behind it; detail screens. */
  showPager(state: DisplayState): Promise<void>;
  /** What `showPager` has set. */
  getPagerDisplayState(): Promise<DisplayState>;
  /** The button of an app action, by its name. */
  showActionButton(action: string, state: DisplayState): Promise<void>;
  /** What `showActionButton` has set. */
  getActionButtonDisplayState(action: string): Promise<DisplayState>;
  /** The button of an action of process management, by its name. */
  showStatusActionButton(action: string, state: DisplayState): Promise<void>;
  /** What `showStatusActionButton` has set. */
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
  /** What `showDuplicateRecordButton` has set. */
  getDuplicateRecordButtonDisplayState(): Promise<DisplayState>;
  /** Detail screens. */
  showChangeAssigneeButton(state: DisplayState): Promise<void>;
  /** What `showChangeAssigneeButton` has set. */
  getChangeAssigneeButtonDisplayState(): Promise<DisplayState>;
  /** Detail and edit screens; first it shows the comments. */
  showSideBar(state: 'OPEN' | 'CLOSED' | 'COMMENTS' | 'HISTORY'): Promise<void>;
  /** What `showSideBar` has set. */
  getSideBarDisplayState(): Promise<'CLOSED' | 'COMMENTS' | 'HISTORY' | 'HIDDEN'>;
}

/** The style of a list: `'DEFAULT'` or a list, as kintone's documentation shows them; what is in them is not judged. */
export interface RecordListStyle {
  /** Of its head. */
  header?: 'DEFAULT' | readonly object[];
  /** Of its records. */
  body?: 'DEFAULT' | readonly object[];
}

/** How a text looks: `#rrggbb`, a word, or `'DEFAULT'`; the values are not judged. */
export interface TextStyle {
  /** Of the letters. */
  color?: string;
  /** `normal` or `bold`. */
  fontWeight?: string;
  /** `none`, `underline` or `line-through`. */
  textDecoration?: string;
}

/** What setFieldStyle takes. */
export interface FieldStyle {
  /** Of the value. */
  content?: 'DEFAULT' | (TextStyle & { backgroundColor?: string; borderColor?: string });
  /** Of what is behind it. */
  background?: 'DEFAULT' | { backgroundColor?: string };
  /** Of its label. */
  label?: 'DEFAULT' | TextStyle;
}

/** What getFieldStyle gives. */
export interface SetFieldStyle {
  /** Of the value. */
  content: Required<TextStyle & { backgroundColor: string; borderColor: string }>;
  /** Of what is behind it. */
  background: { backgroundColor: string };
  /** Of its label. */
  label: Required<TextStyle>;
}

/** A view, as getViews gives it. */
export interface ViewHead {
  /** What kind of view it is. */
  type: 'LIST' | 'CALENDAR' | 'CUSTOM';
  /** Of a view that kintone has made. */
  builtinType?: 'ALL' | 'ASSIGNEE';
  /** Its name. */
  name: string;
  /** Its number. */
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
  /** Of a custom view: whether it has pages. */
  pager?: boolean;
  /** Of a custom view: where it is shown. */
  device?: 'DESKTOP' | 'ANY';
  /** Its condition, `''` for none. */
  filterCond: string;
  /** Its order. */
  sort: string;
}

/** What `kintone.app.get` gives. */
export interface AppFacts {
  /** Its number. */
  id: string;
  /** Its name. */
  name: string;
  /** HTML, `''` for none. */
  description: string;
  /** The app code; null where it has none. */
  code: string | null;
  /** How numbers are calculated. */
  numberPrecision: { digits: number; decimalPlaces: number; roundingMode: string };
  /** Whether records have comments. */
  enableComments: boolean;
  /** Whether lists show images. */
  enableThumbnails: boolean;
  /** Whether records keep their history. */
  enableChangeHistory: boolean;
  /** Whether records can be edited in a list. */
  enableInlineRecordEditing: boolean;
  /** When it was made, in UTC. */
  createdAt: string;
  /** Who made it. */
  creator: { code: string; name: string };
  /** When it was changed last, in UTC. */
  modifiedAt: string;
  /** Who changed it last. */
  modifier: { code: string; name: string };
  /** The space that it is in; null outside. */
  spaceId: string | null;
  /** Of its settings. */
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
  /**
   * The actions that lead on from the record's status, as far as its conditions hold and the login user is one of its assignees, if any [W08];
   * on detail screens; elsewhere it is rejected with `SHIM_WRONG_SCREEN`. `[]` where no process management is declared. Assignees are users; `name` is
   * the code of one who is not declared.
   */
  getStatusActions(): Promise<
    {
      name: string;
      nextStatus: {
        name: string;
        type: 'ONE' | 'ANY' | 'ALL';
        assignees: { code: string; name: string }[];
      };
    }[]
  >;
  /**
   * The assignees that the record has now [W08]; on detail and edit screens, elsewhere it is rejected with `SHIM_WRONG_SCREEN`. `action` is null, since the
   * shim keeps nobody who has acted.
   */
  getAssignees(): Promise<{ assignee: { code: string; name: string }; action: string | null }[]>;
  /** All, by field codes, on detail, create and edit screens. */
  getFieldPermissions(): Promise<Record<string, { readField: boolean; editField: boolean }>>;
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
  /** The keys that the screen knows, and whether they work. */
  getKeyboardShortcuts(): Promise<Record<string, boolean>>;
}
