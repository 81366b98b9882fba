/** The inspector as a client without a browser sees it. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { ask } from './page-client.js';
import { until } from './waiting.js';

/** What its page would know: it listens, and takes what it is told. */
export class Watcher {
  calls = new Map();
  files;
  /** Every character that came. */
  received = '';
  #base;

  static async open(t, inspectorUrl) {
    const watcher = new Watcher();
    watcher.#base = inspectorUrl;
    const outgoing = request(`${inspectorUrl}events`, { agent: false }).end();
    outgoing.on('error', () => {});
    t.after(() => outgoing.destroy());
    const [incoming] = await once(outgoing, 'response');
    watcher.headers = incoming.headers;
    watcher.status = incoming.statusCode;
    watcher.isClosed = false;
    incoming.on('error', () => {}).on('close', () => (watcher.isClosed = true));
    let rest = '';
    incoming.setEncoding('utf8').on('data', (text) => {
      watcher.received += text;
      const events = (rest + text).split('\n\n');
      rest = events.pop();
      for (const event of events) watcher.#take(JSON.parse(event.replace(/^data: /, '')));
    });
    return watcher;
  }

  #take({ begin, first, calls = [], ...more }) {
    if (begin) this.calls.clear();
    for (const call of calls) this.calls.set(call.id, call);
    for (const id of this.calls.keys()) if (id < first) this.calls.delete(id);
    if (more.files) this.files = more;
  }

  /** The call that matches, once it is over. */
  async call(matches = () => true) {
    return until(() => [...this.calls.values()].find((each) => each.state !== 'pending' && matches(each)));
  }

  /** All of a call, as it is shown on a click. */
  async whole(id) {
    const { status, text } = await ask(`${this.#base}calls/${id}`);
    assert.equal(status, 200);
    this.received += text;
    return JSON.parse(text);
  }
}
