/** Who may ask kintone's REST side, and who is logged in: the options `users` and `apiTokens`. */

/** What is allowed in an app [Y07]: to view its records and their comments; to add, edit and delete records; to manage the app. */
export type AppRight = 'view' | 'add' | 'edit' | 'delete' | 'manage';

/** A user of the option `users`, whose login name is its key. */
export interface UserDeclaration {
  /** For `X-Cybozu-Authorization` [F09]. */
  readonly password: string;
  /** In which language the user is answered [F21]. */
  readonly locale?: 'en' | 'ja' | undefined;
  /**
   * The rights in apps, by their numbers [Y07]. An app that is not named here has all.
   *
   * @defaultValue none: all rights in every app
   */
  readonly rights?: Readonly<Record<string, readonly AppRight[]>> | undefined;
  /**
   * By which `TODAY()`, defaults of dates and local times are [L23, D10]: a name that the platform knows, as `'Asia/Tokyo'`.
   *
   * @defaultValue the option `timeZone`
   */
  readonly timeZone?: string | undefined;
  /**
   * As kintone names it: `'ja'`, `'en'`, `'zh'` [W05]. Where `locale` is left out the user is answered in it: `'ja'`, else English.
   *
   * @defaultValue what `locale` says, else the option `locale` of the shim
   */
  readonly language?: string | undefined;
  /** Whether it is a guest, whose login name is an email address [W05]. */
  readonly isGuest?: boolean | undefined;
  /**
   * The display name, in records and comments too [W05, D25].
   *
   * @defaultValue the login name
   */
  readonly name?: string | undefined;
  /** [W05] */
  readonly email?: string | undefined;
  /** [W05] */
  readonly url?: string | undefined;
  /** [W05] */
  readonly employeeNumber?: string | undefined;
  /** [W05] */
  readonly phone?: string | undefined;
  /** [W05] */
  readonly mobilePhone?: string | undefined;
  /** [W05] */
  readonly extensionNumber?: string | undefined;
}

/** An API token of the option `apiTokens`, which is its key. */
export interface ApiTokenDeclaration {
  /** The number of its app [F09]. */
  readonly app: number | string;
  /**
   * Its rights in this app [Y07].
   *
   * @defaultValue all
   */
  readonly rights?: readonly AppRight[] | undefined;
}
