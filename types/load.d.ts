/** Scripts and plug-ins, as kintone loads them [W07]. */

import type { ScreenType } from './plugin.js';

/** The path of a file, below the working directory, or its URL. */
export type FileUrl = string | { readonly href: string; readonly searchParams: object };

/** What `shim.load` is told. */
export interface LoadOptions {
  /**
   * What `kintone.$PLUGIN_ID` is while the script runs.
   *
   * @defaultValue the option `pluginId` of createShim; where that is not given either, it is undefined, as in an app's own scripts
   */
  readonly pluginId?: string | undefined;
}

/** What `shim.loadPlugin` is told. */
export interface LoadPluginOptions {
  /**
   * What `kintone.$PLUGIN_ID` is while its scripts run.
   *
   * @defaultValue that of the settings screen, where it is open; else the option `pluginId` of createShim; else an id of kintone's form, which
   *   is of a manifest's `name` always the same
   */
  readonly pluginId?: string | undefined;
  /**
   * For which screen: its mobile files, its desktop files, or those of its settings.
   *
   * @defaultValue the screen that is open
   */
  readonly screen?: ScreenType | undefined;
  /** Files in the place of names in the manifest: URLs need them, since nothing is loaded from the network. */
  readonly map?: Readonly<Record<string, FileUrl>> | undefined;
}

/** A plug-in that was loaded. */
export interface LoadedPlugin {
  /** What `kintone.$PLUGIN_ID` was. */
  readonly pluginId: string;
  /** The paths of the scripts that ran, in their order. */
  readonly files: readonly string[];
}
