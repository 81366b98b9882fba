/** The screen that is open (W01, W02), and the members of kintone.app that ask it. */
import { describe, describeWithMembers } from '../core/describe.js';
import { URL } from '../core/platform.js';
import { createDialogs } from './dialogs.js';
import { createElements } from './page-elements.js';
import { ListPage } from './list-page.js';
import { createPageMembers } from './page-members.js';
import { RecordPage } from './record-page.js';

/**
 * @typedef {object} Outside
 * @property {import('../core/world.js').World} world
 * @property {(type: string, event: object) => Promise<any>} fire
 * @property {(method: string, path: string, parameters: object) => Promise<{ isOk: boolean, answer: any }>} ask Of kintone's REST side.
 * @property {(path: string, file: any) => Promise<{ isOk: boolean, answer: any }>} upload
 * @property {(path: string) => void} leave Told of where kintone would go.
 * @property {(type: string) => boolean} hasHandler
 * @property {(page: object) => boolean} [isOpen] Whether no other screen was opened after it.
 * @property {(text: string) => void} show Told of what a dialog of kintone's says.
 */

/**
 * The screens that are opened, and what of `kintone.app` they answer.
 * @param {import('../core/world.js').World} world
 * @param {import('./side.js').Side} side
 * @param {{ fire: (type: string, event: object) => Promise<any>, hasHandler: (type: string) => boolean, isInHandler: () => boolean }} events
 * @param {{ documentOf: () => any, blobOf: (blob: Blob) => Promise<Blob>, checkAnswer: (answer: unknown) => void }} around The document in which
 *   elements are made, undefined where there is none; the platform's own Blob for one of any realm; `checkAnswer` throws where nobody can answer
 *   a dialog so.
 */
export function createPages(
  world,
  side,
  { fire, hasHandler, isInHandler },
  { documentOf, blobOf, checkAnswer },
) {
  const { origin } = world.facts();
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
    hasHandler,
    ask: askSide,
    /** A file that a user has chosen: its fileKey, or what it is refused with (E19). */
    async upload(path, file) {
      const name = typeof file.name === 'string' ? file.name : 'blob';
      return read(await side.upload(path, await blobOf(file), name));
    },
    leave: (path) => navigation.push(new URL(path, origin).href),
    show: (text) => dialogs.show({ kind: 'error', text }),
    isOpen: (each) => each === page,
    showHtml: elements.showHtml,
    forgetRow: elements.forgetRow,
  };

  function go(type, options, inPages) {
    const { message } = world.forms.open(describe(type), describeWithMembers(options), inPages);
    if (message !== undefined) throw new TypeError(message);
  }

  async function load() {
    page = undefined;
    elements.clear();
    const { shape } = world.forms.whereabouts();
    if (shape === undefined) {
      const screen = Object.freeze(world.forms.screen());
      const type = `${screen.type}.show`;
      const event = outside.hasHandler(type)
        ? await outside.fire(type, world.forms.eventMembers(type, 0))
        : undefined;
      return { screen, event: event?.event };
    }
    const opened = shape === 'list' ? new ListPage(outside) : new RecordPage(outside);
    page = opened;
    return opened.load();
  }

  const idOf = (name) => () => world.forms.whereabouts()[name];
  /** R02: while a handler runs, get() gives null and set() does nothing. */
  const reach = (name) => (isInHandler() || world.forms.whereabouts()[name] === null ? undefined : page);
  const membersOf = (prefix, app, record) => ({
    [`${prefix}.getId`]: idOf(app),
    [`${prefix}.record.getId`]: idOf(record),
    [`${prefix}.record.get`]: () => reach(app)?.get?.() ?? null,
    [`${prefix}.record.set`](given) {
      reach(app)?.set?.(given);
    },
  });
  return {
    async open(type, options) {
      go(type, options);
      return load();
    },
    /** Served pages open it by themselves. */
    openInPages: (type, options) => go(type, options, true),
    /** In a served page: the screen that it opens by itself, if any, unless a script has opened another. */
    openFirst: async () => (world.forms.whereabouts().opens ? load() : undefined),
    members: {
      ...membersOf('kintone.app', 'app', 'record'),
      ...membersOf('kintone.mobile.app', 'mobileApp', 'mobileRecord'),
      ...createPageMembers(world, elements, dialogs, {
        page: () => page ?? {},
        ask: (...given) => side.request(...given),
      }),
    },
    leave: outside.leave,
    showHtml: elements.showHtml,
    navigation: () => Object.freeze([...navigation]),
    dialogs: dialogs.list,
    /** As created. */
    reset() {
      page = undefined;
      elements.clear();
      navigation = [];
      dialogs.reset();
    },
  };
}
