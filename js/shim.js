import { createCalls } from './call/calls.js';
import { errorFacts } from './call/error-facts.js';
import { Clock } from './core/clock.js';
import { describe } from './core/describe.js';
import { internals } from './core/internals.js';
import { Mask } from './core/mask/mask.js';
import { dispose, printLine, TextEncoder } from './core/platform.js';
import { ownOf } from './core/own-members.js';
import { coreInternals } from './core/world.js';
import { Activity } from './harness/activity.js';
import { inspecting } from './harness/entry.js';
import { Journal } from './harness/journal.js';
import { Routes } from './harness/routes.js';
import { finishAfterEach, runnerToImport } from './harness/runner.js';
import { checkRoute } from './harness/route-set.js';
import { summaryOf } from './harness/summary.js';
import { createApi } from './kintone/api.js';
import { createEvents } from './kintone/events.js';
import { createPlugin } from './kintone/plugin.js';
import { createPages } from './kintone/screens.js';
import { createScripts } from './kintone/scripts.js';
import { Side } from './kintone/side.js';
import { createKintone } from './kintone/surface.js';
import { Windows } from './kintone/windows.js';
import { askerOf, handle } from './rest/handle.js';
import { Backend } from './rest/backend.js';
import { openSite, readServerOptions } from './serving.js';
import { bodyBlob } from './transport/blob.js';
import { createOwnTransport } from './transport/own.js';
import { createRouteTransport } from './transport/route.js';

/** One simulated kintone page: see types/index.d.ts. */
export class Shim {
  #world;
  #facts;
  #clock;
  #activity;
  #restoreKintone;
  #events;
  #journal;
  #carrier;
  #transport;
  #windows = new Windows();
  #backend;
  #routes;
  #plugin;
  #pages;

  /**
   * @param {import('./core/world.js').World} world
   * @param {{ name: string, open: (platform: object) => { send: Function, close: () => void }, reload?: () => void, side?: object }} carrier
   *   The transport: its name for the journal, and how it is made, with the first call that leaves. `reload`: what loads the page
   *   anew, where that is not the world's business alone. `side`: who answers kintone.api, and keeps what plug-ins save, where it is not the shim itself.
   * @param {Record<string, Function>} [extend] Members of kintone by their whole names, which a test gives.
   */
  constructor(world, carrier, extend = ownOf()) {
    this.#world = world;
    this.#carrier = ownOf(carrier);
    this.#facts = world.facts();
    for (const line of this.#facts.warnings) printLine(line);
    this.#clock = new Clock(this.#facts.isManual);
    const fault = (name, ...facts) => this.#fault(Error, name, facts);
    this.#activity = new Activity(this.#clock, (lines) => fault('clockStands', lines));
    this.#journal = new Journal(this.#carrier.name, fault, {
      filter: (name, filter) => checkRoute(world, name, filter),
      wait: (options) => world.checkWait(options),
    });
    this.journal = {
      calls: (filter) => this.#journal.calls(filter),
      waitFor: (filter, options) => this.#journal.waitFor(filter, options),
      requests: (filter) => this.#journal.requests(filter),
    };
    // A window brings the FileReader that reads its Blobs.
    const fileReader = () => this.#windows.member('FileReader');
    this.#routes = new Routes(world, this.#journal);
    this.upstream = this.#routes.upstream;
    this.rest = this.#routes.restRoutes.rest;
    const blobOf = (body) => bodyBlob(body, fileReader());
    this.#backend = new Backend(world, this.#routes.restRoutes, {
      clock: this.#clock,
      blobOf,
      textOfError: (error) => errorFacts(error).text,
    });
    const sendOwn = createOwnTransport(this.#backend, { fileReader });
    const sendRouted = createRouteTransport({ fileReader });
    const senderOf = ({ own }, route) => (own ? sendOwn : route ? sendRouted : this.#open(fileReader).send);
    const send = (request, body, call, route) => senderOf(request, route)(request, body, call, route);
    const find = (request, about) => this.#routes.take(request, about);
    const around = { find, send, clock: this.#clock, journal: this.#journal, activity: this.#activity };
    const { callFunction, relay } = createCalls(world, this.#facts.functions, around);
    this.#events = createEvents(world, this.#activity);
    const { base = this.#facts.origin, ask } = ownOf(this.#carrier.side);
    const tell = (event, ...facts) => this.#journal.tell(event, ...facts);
    // What kintone.api asks is told; what a page asks for itself is not.
    const sideOf = (told) => new Side(world, { base, ask: askerOf(this.#backend, ask, told) });
    const side = sideOf();
    this.#pages = createPages(world, side, this.#events, {
      documentOf: () => this.#windows.member('document'),
      blobOf,
      checkAnswer: (answer) => checkRoute(world, 'dialogs.answer', { answer }),
      activity: this.#activity,
      setPluginId: (id) => void (this.kintone.$PLUGIN_ID = id),
    });
    this.#plugin = createPlugin(world, this.#activity, this.#pages.leave, this.#carrier.side?.save);
    const api = createApi(world, this.#activity, sideOf(tell));
    const members = {
      ...this.#plugin.members,
      ...this.#pages.members,
      ...api,
      'kintone.events.on': this.#events.events.on,
      'kintone.events.off': this.#events.events.off,
    };
    const { kintone, restore } = createKintone(this.#facts, callFunction, members, extend, world);
    this.kintone = kintone;
    this.#restoreKintone = restore;
    const scripts = createScripts(world, kintone, fault, this.#windows, this.#pages.showHtml);
    this.load = scripts.load;
    this.loadPlugin = scripts.loadPlugin;
    const value = {
      ...coreInternals,
      relay,
      readServerOptions,
      openSite: (site) => openSite(world, site),
      runnerToImport,
      finishAfterEach: finishAfterEach.bind(undefined, (...about) => this.#fault(...about)),
      watch: (watcher) => this.#journal.watch(watcher),
      watchHandlers: (watcher) => this.#events.watch(watcher),
      readPlugin: scripts.readPlugin,
      servedPlugins: [],
      screen: () => this.screen,
      openInPages: this.#pages.openInPages,
      openFirst: this.#pages.openFirst,
      unfinished: () => this.#found(false),
      tell,
      closePort: (port) => world.closePort(port),
      side: this.#backend,
      handle: (request, openSink) => this.#handle(request, openSink),
    };
    Object.defineProperty(this, internals, ownOf({ value }));
  }

  #open(fileReader) {
    this.#transport ??= this.#carrier.open({ encode: (text) => new TextEncoder().encode(text), fileReader });
    return this.#transport;
  }

  install(target = globalThis) {
    return this.#windows.install(target, this.kintone);
  }

  get origin() {
    return this.#facts.origin;
  }

  handle(request) {
    return this.#handle(request);
  }

  async #handle(request, openSink) {
    const { method, url } = Object(request);
    const running = { api: 'shim.handle', method, url };
    this.#activity.begin(running);
    try {
      return await handle(this.#backend, request, this[internals].tell, openSink);
    } finally {
      this.#activity.end(running);
    }
  }

  #fault(Type, name, facts) {
    const { code, message } = this.#world.fault(name, ...facts);
    return Object.assign(new Type(message), code && { code });
  }

  fire(type, event) {
    return this.#events.fire(type, event);
  }

  /** @returns {Promise<any>} */
  open(type, options) {
    return this.#pages.open(type, options);
  }

  get screen() {
    return Object.freeze(this.#world.forms.screen());
  }

  get navigation() {
    return this.#pages.navigation();
  }

  get dialogs() {
    return this.#pages.dialogs();
  }

  get plugins() {
    return this.#world.plugins();
  }

  get files() {
    return this.#backend.files();
  }

  get records() {
    return this.#world.kept.records();
  }

  app(id) {
    const records = (query) => this.#world.kept.appRecords(describe(id), describe(query));
    return ownOf({ records });
  }

  async snapshot() {
    return this.#backend.snapshot();
  }

  restore(snapshot) {
    this.#backend.restore(snapshot);
  }

  get diskUsage() {
    return this.#world.diskUsage();
  }

  #found(hasNotes) {
    if (hasNotes) this.#pages.noteErrors();
    const found = this.#world.verify(this.#activity.pending(), this.#routes.waiting(), hasNotes);
    // A test's runner prints it.
    return found && { ...found, message: new Mask().text(found.message) };
  }

  verify() {
    const found = this.#found(true);
    if (found) throw Object.assign(new Error(found.message), { code: found.code });
  }

  finish() {
    try {
      this.verify();
    } finally {
      this.reset();
    }
  }

  settled() {
    return this.#activity.settled();
  }

  advance(milliseconds) {
    this.#world.advance(describe(milliseconds));
    this.#clock.advance(milliseconds);
    this.#backend.tidy();
  }

  reload() {
    this.#events.drop();
    if (this.#carrier.reload) this.#carrier.reload();
    else this.#world.reload();
  }

  reset() {
    this.#end();
    this.#journal.clear();
    this.#routes.clear();
    this.#restoreKintone();
    this.#world.reset();
    this.#backend.renewed();
  }

  /** What runs ends, and elements go. */
  #end() {
    this.#journal.abort();
    this.#events.abort();
    this.#plugin.abort();
    this.#pages.reset();
    this.#backend.end();
    this.#activity.clear();
  }

  dispose() {
    this.#end();
    this.#world.dispose();
    this.#backend.leave();
    this.#transport?.close();
  }

  [inspecting](depth, options, inspect) {
    const { head, shown } = summaryOf(this.#facts, {
      calls: this.#journal.calls(),
      waitingRoutes: [...this.upstream.pending(), ...this.rest.pending()],
      files: this.files.length,
      records: this.records.length,
    });
    return depth < 0 ? head : `${head} ${inspect(shown, options)}`;
  }

  [dispose]() {
    this.dispose();
  }
}
