/** The screen that is open (W01, W02), and the members of kintone.app that ask it. */
import { URL } from '../core/platform.js';
import { createElements } from './page-elements.js';
import { ListPage } from './list-page.js';
import { createPageMembers } from './page-members.js';
import { RecordPage } from './record-page.js';

/**
 * The screens that are opened, and what of `kintone.app` they answer.
 * @param {import('../core/world.js').World} world
 * @param {(request: { method: string, url: string, fields: string[], body?: string }) => Promise<{ status: number, text: string }>} ask Of kintone's REST side.
 * @param {{ fire: (type: string, event: object) => Promise<any>, hasHandler: (type: string) => boolean, isInHandler: () => boolean }} events
 * @param {() => any} documentOf The document in which elements are made; undefined where there is none.
 */
export function createPages(world, ask, { fire, hasHandler, isInHandler }, documentOf) {
  const { origin } = world.facts();
  const elements = createElements(documentOf);
  let page;
  /** Where kintone would have gone, and what its dialogs said. */
  let navigation = [];
  let dialogs = [];

  /** With the token that the page has; `{ isOk, answer }`, the parsed body. */
  async function askSide(method, path, parameters) {
    const url = new URL(path, origin);
    const isGet = method === 'GET';
    const fields = ['X-Requested-With', 'XMLHttpRequest'];
    let body;
    if (isGet) for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    else {
      fields.push('Content-Type', 'application/json');
      body = JSON.stringify({ ...parameters, __REQUEST_TOKEN__: world.requestToken() });
    }
    const { status, text } = await ask({ method, url: url.href, fields, body });
    try {
      return { isOk: status >= 200 && status < 300, answer: Object(JSON.parse(text)) };
    } catch {
      // A route of a test's may answer anything.
      return { isOk: false, answer: { message: text } };
    }
  }

  const outside = {
    world,
    fire,
    hasHandler,
    ask: askSide,
    leave: (path) => navigation.push(new URL(path, origin).href),
    show: (text) => dialogs.push(Object.freeze({ text })),
    isOpen: (each) => each === page,
    showHtml: elements.showHtml,
    forgetRow: elements.forgetRow,
  };

  async function open() {
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
    open,
    members: {
      ...membersOf('kintone.app', 'app', 'record'),
      ...membersOf('kintone.mobile.app', 'mobileApp', 'mobileRecord'),
      ...createPageMembers(world, elements, () => page ?? {}),
    },
    leave: outside.leave,
    showHtml: elements.showHtml,
    navigation: () => Object.freeze([...navigation]),
    dialogs: () => Object.freeze([...dialogs]),
    /** As created. */
    reset() {
      page = undefined;
      elements.clear();
      navigation = [];
      dialogs = [];
    },
  };
}
