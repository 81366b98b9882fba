/** What pages of kintone show over themselves, and what a test says that its user answers [R04, W08]. */

import type { PageElement } from './page.js';
import type { DisplayState } from './page-members.js';

/** A dialog, as scripts ask for it. */
export interface DialogConfig {
  /** `''` where it is not given. */
  title?: string;
  /** Shown unless it is false. */
  showOkButton?: boolean;
  /** OK where it is not given. */
  okButtonText?: string;
  /** Not shown unless it is true. */
  showCancelButton?: boolean;
  /** Cancel where it is not given. */
  cancelButtonText?: string;
  /** Not shown unless it is true. */
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
  /** Ends the dialog: `show()` is fulfilled with `'FUNCTION'`. */
  close(): void;
}

/** What pages show over themselves, on PC pages; kept in `shim.dialogs`. */
export interface KintoneDialogs extends KintoneNotices {
  /** @returns what the test has said by `shim.dialogs.answer`; rejected with `SHIM_DIALOG_UNANSWERED` where it has said nothing */
  showConfirmDialog(config: DialogConfig & { body?: string }): Promise<DialogEnd>;
  /** Makes a dialog with an element in it, which is shown later. */
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
  /** As `showConfirmDialog`. */
  showConfirmBottomSheet: KintoneDialogs['showConfirmDialog'];
  /** As `createDialog`. */
  createBottomSheet: KintoneDialogs['createDialog'];
}

/** What pages show that nobody answers. */
export interface KintoneNotices {
  /** A line over the page. */
  showNotification(type: 'ERROR' | 'SUCCESS' | 'INFO', message: string): Promise<void>;
  /** The sign that something is loaded. */
  showLoading(state: DisplayState): Promise<void>;
}

/** What kintone's page has shown over itself. */
export interface ShownDialog {
  /** `error`: of kintone's own [R04]; the others were asked for by a script [W08]. */
  readonly kind: 'error' | 'confirm' | 'dialog' | 'notification' | 'loading';
  /** Its text; `''` of a dialog whose body is an element. */
  readonly text: string;
  /** Of a dialog: its title. */
  readonly title?: string;
  /** Of a dialog: its element. */
  readonly body?: PageElement;
  /** Of a dialog: what ended it; undefined where the test had not said it. */
  readonly answer?: DialogEnd | 'FUNCTION';
  /** Of a notification: ERROR, SUCCESS or INFO. */
  readonly type?: string;
  /** Of the sign of loading: VISIBLE or HIDDEN. */
  readonly state?: string;
}

/** What has been shown, the oldest first; and what ends the dialogs to come. */
export interface ShownDialogs extends ReadonlyArray<ShownDialog> {
  /**
   * What ends the next dialog that is shown; once a dialog, in the order of the calls.
   *
   * @param word `'FUNCTION'`: it waits for the script's own `close()`
   */
  answer(word: DialogEnd | 'FUNCTION'): void;
}
