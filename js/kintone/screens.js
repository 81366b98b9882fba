/** The screen that is open (W01, W02), and the members of kintone.app that ask it. */
import { describe, describeWithMembers } from '../core/describe.js';
import { URL, printLine } from '../core/platform.js';
import { ownOf } from '../core/own-members.js';
import { createDialogs } from './dialogs.js';
import { createElements } from './page-elements.js';
import { ListPage } from './list-page.js';
import { createPageMembers } from './page-members.js';
import { RecordPage } from './record-page.js';

/**
 * @typedef {object} Outside
 * @property {import('../core/world.js').World} world
 * @property {(type: string, event: object, how?: { isTold?: boolean, isOpening?: boolean }) => Promise<any>} fire `isTold`: the test is told of what handlers throw (it is); `isOpening`: a
 *   screen is opened.
 * @property {(type: string, event: object) => any} fireNow Of an event whose handlers nobody awaits.
 * @property {(method: string, path: string, parameters: object) => Promise<{ isOk: boolean, answer: any }>} ask Of kintone's REST side.
 * @property {(path: string, file: any) => Promise<{ isOk: boolean, answer: any }>} upload
 * @property {(path: string, from?: string) => boolean} leave Told of where kintone would go, and from which path; false where that is no URL.
 * @property {(type: string) => boolean} hasHandler
 * @property {(page: object) => boolean} [isOpen] Whether no other screen was opened after it.
 * @property {(text: string, isTold?: boolean) => void} show Told of what a dialog of kintone's says; `isTold`: so is the test.
 */

/** What a test does on a page, of a record or of a list; not each has each. */
const actions = ['change', 'addRow', 'removeRow', 'submit', 'proceed', 'edit', 'save', 'delete'];

/**
 * The screens that are opened, and what of `kintone.app` they answer.
 * @param {import('../core/world.js').World} world
 * @param {import('./side.js').Side} side
 * @param {{ fire: (type: string, event: object, how?: { isTold?: boolean, isOpening?: boolean }) => Promise<any>, fireNow: (type: string, event: object) => any, hasHandler: (type: string) => boolean, isInHandler: () => boolean,
 *   errorsHere: () => () => readonly unknown[], noteErrors: () => void }} events `errorsHere`: a screen is opened, what will its handlers throw?
 * @param {object} around
 * @param {() => any} around.documentOf The document in which elements are made, undefined where there is none.
 * @param {(blob: Blob) => Promise<Blob>} around.blobOf The platform's own Blob for one of any realm.
 * @param {(answer: unknown) => void} around.checkAnswer Throws where nobody can answer a dialog so.
 * @param {import('../harness/activity.js').Activity} around.activity
 * @param {(id: string) => void} around.setPluginId Told of the plug-in whose scripts run on the screen (`kintone.$PLUGIN_ID`).
 */
export function createPages(
  world,
  side,
  { fire, fireNow, hasHandler, isInHandler, errorsHere, noteErrors },
  { documentOf, blobOf, checkAnswer, activity, setPluginId },
) {
  const elements = createElements(documentOf);
  let page;
  const dialogs = createDialogs(checkAnswer);
  /** Where kintone would have gone. */
  let navigation = [];

  /** `{ isOk, answer }`: what a record's page is answered. A route of a test's may answer anything. */
  const askSide = async (method, path, parameters) => read(await side.request(method, path, parameters));

  function read({ isOk, value }) {
    return typeof value === 'object' && value !== null
      ? { isOk, answer: value }
      : { isOk: false, answer: { message: String(value) } };
  }

  const outside = {
    world,
    fire,
    fireNow,
    hasHandler,
    ask: askSide,
    /** A file that a user has chosen: its fileKey, or what it is refused with (E19). */
    async upload(path, file) {
      const name = typeof file.name === 'string' ? file.name : 'blob';
      return read(await side.upload(path, await blobOf(file), name));
    },
    leave(path, from = '/') {
      // A browser refuses what is no URL, too.
      if (!URL.canParse(path, side.base + from)) return false;
      navigation.push(new URL(path, side.base + from).href);
      return true;
    },
    show: dialogs.showError,
    isOpen: (each) => each === page,
    showHtml: elements.showHtml,
    forgetRow: elements.forgetRow,
  };

  function go(type, options, inPages) {
    const { message } = world.forms.open(describe(type), describeWithMembers(options), inPages);
    if (message !== undefined) throw new TypeError(message);
    const { pluginId } = world.forms.screen();
    if (pluginId !== undefined) setPluginId(pluginId);
  }

  async function load() {
    page = undefined;
    elements.clear();
    const { shape } = world.forms.whereabouts();
    // Who reads it has looked at the errors: nothing else that looks at a page may.
    const thrown = ownOf({ get: errorsHere(), enumerable: false, configurable: true });
    if (shape === undefined) {
      const screen = Object.freeze(world.forms.screen());
      const type = `${screen.type}.show`;
      const event = outside.hasHandler(type)
        ? await outside.fire(type, world.forms.eventMembers(type, 0), { isTold: false })
        : undefined;
      return Object.defineProperty({ screen, event: event?.event }, 'thrown', thrown);
    }
    const opened = shape === 'list' ? new ListPage(outside) : new RecordPage(outside);
    page = opened;
    try {
      await opened.load();
    } catch (error) {
      if (page === opened) page = undefined;
      throw error;
    }
    return trackActions(Object.defineProperty(opened, 'thrown', thrown));
  }

  const idOf = (name) => () => world.forms.whereabouts()[name];
  /** The page whose form kintone.app.record.get or set reaches (R01 to R03). */
  function reach(name) {
    const { reaches, warning } = world.forms.access(name, isInHandler());
    if (warning?.print) printLine(`${warning.message} [${warning.code}]`);
    return reaches ? page : undefined;
  }
  const membersOf = (prefix, app, record) => ({
    [`kintone.${prefix}.getId`]: idOf(app),
    [`kintone.${prefix}.record.getId`]: idOf(record),
    [`kintone.${prefix}.record.get`]: () => reach(`${prefix}.record.get`)?.get() ?? null,
    [`kintone.${prefix}.record.set`](given) {
      reach(`${prefix}.record.set`)?.set(given);
    },
  });

  /** What a test does on a page runs until it has ended: verify() tells of what was not awaited. */
  function tracked(api, run) {
    const { type, ...where } = world.forms.screen();
    const entry = { api, method: type, url: JSON.stringify(where), waitsForOthers: true };
    activity.begin(entry);
    return run().finally(() => activity.end(entry));
  }

  /** A user cannot do it on this page: the core says on which one. */
  async function refuse(name) {
    throw new TypeError(world.forms.form().refuses[name]);
  }

  function trackActions(opened) {
    for (const name of actions) {
      const run = opened[name] ?? (() => refuse(name));
      const value = (...given) => tracked(`page.${name}`, () => run.apply(opened, given));
      Object.defineProperty(opened, name, ownOf({ value, configurable: true, writable: true }));
    }
    return opened;
  }

  return {
    async open(type, options) {
      go(type, options);
      return tracked('shim.open', load);
    },
    /** Served pages open it by themselves. */
    openInPages: (type, options) => go(type, options, true),
    /** In a served page: the screen that it opens by itself, if any, unless a script has opened another. */
    openFirst: async () => (world.forms.whereabouts().opens ? load() : undefined),
    members: {
      ...membersOf('app', 'app', 'record'),
      ...membersOf('mobile.app', 'mobileApp', 'mobileRecord'),
      ...createPageMembers(world, elements, dialogs, {
        page: () => page ?? {},
        ask: (...given) => side.request(...given),
      }),
    },
    leave: outside.leave,
    showHtml: elements.showHtml,
    navigation: () => Object.freeze([...navigation]),
    dialogs: dialogs.list,
    /** verify() tells of what handlers threw and dialogs said, unless a test has looked at it. */
    noteErrors() {
      noteErrors();
      dialogs.noteUnread((message) => world.note(message));
    },
    /** As created. */
    reset() {
      page = undefined;
      elements.clear();
      navigation = [];
      dialogs.reset();
    },
  };
}
