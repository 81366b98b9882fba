/**
 * What an XMLHttpRequest tells, in every situation that a page can bring it into. Runs in a page: it knows nothing but its argument.
 * @param {string} base An origin that answers everything with 404 and a JSON.
 * @returns {Promise<Record<string, string[]>>} Of each situation what was told, in turn.
 */
export async function xhrScenarios(base) {
  const url = `${base}/k/v1/nothing.json`;
  /** Until what was asked before is answered and told, however busy the machine: others that were asked later are. */
  async function pause() {
    for (let i = 0; i < 3; i++) {
      await (await fetch(url)).text();
      await new Promise((resolve) => {
        const xhr = new XMLHttpRequest();
        xhr.addEventListener('loadend', resolve);
        xhr.open('GET', url);
        xhr.send();
      });
    }
  }

  /** A request and what it tells. */
  function make() {
    const xhr = new XMLHttpRequest();
    const told = [];
    const text = () => (['', 'text'].includes(xhr.responseType) ? xhr.responseText : '');
    const state = () => `state ${xhr.readyState}, ${xhr.status}, ${text() ? 'a text' : 'no text'}`;
    for (const name of ['loadstart', 'progress', 'load', 'loadend', 'abort', 'error', 'timeout']) {
      xhr.addEventListener(name, () => told.push(`${name}: ${state()}`));
      xhr.upload.addEventListener(name, () => told.push(`upload ${name}: ${state()}`));
    }
    xhr.addEventListener('readystatechange', () => told.push(state()));
    return { xhr, told, state };
  }

  /** Sends a request, does something the first time that `when` holds, and waits for the end. */
  async function doing(method, [target, event, when = () => true], act) {
    const { xhr, told, state } = make();
    let isDone = false;
    (target === 'upload' ? xhr.upload : xhr).addEventListener(event, () => {
      if (isDone || !when(xhr)) return;
      isDone = true;
      act(xhr);
      told.push(`done: ${state()}`);
    });
    xhr.open(method, url);
    xhr.send(method === 'GET' ? null : 'abc');
    await pause();
    return [...told, state()];
  }

  const inState = (wanted) => ['xhr', 'readystatechange', ({ readyState }) => readyState === wanted];
  const abort = (xhr) => xhr.abort();
  const open = (xhr) => xhr.open('GET', url);
  const again = (xhr) => {
    xhr.open('GET', url);
    xhr.send();
  };

  /** What each attempt gives or throws. */
  function attempts(xhr, tries) {
    return Object.entries(tries).map(([name, attempt]) => {
      try {
        return `${name}: ${attempt(xhr)}`;
      } catch (error) {
        return `${name}: ${error.name}${error instanceof globalThis.DOMException ? ', a DOMException' : ''}`;
      }
    });
  }

  const settings = {
    responseType: (xhr) => (xhr.responseType = 'text'),
    nonsense: (xhr) => {
      xhr.responseType = 'nonsense';
      return xhr.responseType;
    },
    withCredentials: (xhr) => (xhr.withCredentials = true),
    timeout: (xhr) => (xhr.timeout = 5_000),
    overrideMimeType: (xhr) => xhr.overrideMimeType('text/plain'),
    'overrideMimeType of nothing': (xhr) => xhr.overrideMimeType(),
    setRequestHeader: (xhr) => xhr.setRequestHeader('A', 'b'),
    response: (xhr) => typeof xhr.response,
    responseText: (xhr) => typeof xhr.responseText,
    responseXML: (xhr) => xhr.responseXML,
    getResponseHeader: (xhr) => xhr.getResponseHeader('CONTENT-type'),
    'getResponseHeader of no name': (xhr) => xhr.getResponseHeader('a b'),
    'getResponseHeader of nothing': (xhr) => xhr.getResponseHeader(),
    getAllResponseHeaders: (xhr) =>
      /^content-type: application\/json.*\r\n/m.test(xhr.getAllResponseHeaders()),
    responseURL: (xhr) => xhr.responseURL !== '',
  };

  async function inEachState(more) {
    const { xhr } = make();
    const all = { ...settings, ...more };
    const told = attempts(xhr, all);
    xhr.open('GET', url);
    told.push('opened', ...attempts(xhr, all));
    xhr.send();
    told.push('sent', ...attempts(xhr, { ...all, send: (each) => each.send() }));
    xhr.addEventListener('readystatechange', () => {
      told.push(`state ${xhr.readyState}`, ...attempts(xhr, all));
    });
    await pause();
    xhr.abort();
    return [...told, 'aborted', ...attempts(xhr, all)];
  }

  async function simple(method, body) {
    const { xhr, told, state } = make();
    xhr.open(method, url);
    xhr.send(body);
    await pause();
    return [...told, state()];
  }

  async function acting(act) {
    const { xhr, told, state } = make();
    act(xhr);
    told.push(state());
    await pause();
    return [...told, state()];
  }

  /** What the listeners of an upload are told that came and went at these times. */
  async function heard(before, after = () => {}) {
    const xhr = new XMLHttpRequest();
    const told = [];
    const listener = ({ type }) => told.push(type);
    xhr.open('POST', url);
    before(xhr.upload, listener);
    xhr.send('abc');
    after(xhr.upload, listener);
    await pause();
    return told;
  }

  const listen = (upload, listener) => upload.addEventListener('load', listener);
  const handle = (upload, listener) => (upload.onload = listener);
  const leave = (upload, listener) => upload.removeEventListener('load', listener);

  const sentPost = (act) => (xhr) => {
    xhr.open('POST', url);
    xhr.send('abc');
    act(xhr);
  };

  const scenarios = {
    GET: () => simple('GET'),
    POST: () => simple('POST', 'abc'),
    'POST of nothing': () => simple('POST', null),
    'abort: unsent': () => acting(abort),
    'abort: opened': () =>
      acting((xhr) => {
        xhr.open('GET', url);
        xhr.abort();
      }),
    'abort: sent': () => acting(sentPost(abort)),
    'abort: in loadstart': () => doing('POST', ['xhr', 'loadstart'], abort),
    'abort: in loadstart of the upload': () => doing('POST', ['upload', 'loadstart'], abort),
    'abort: in load of the upload': () => doing('POST', ['upload', 'load'], abort),
    'abort: in loadend of the upload': () => doing('POST', ['upload', 'loadend'], abort),
    'abort: in state 2': () => doing('POST', inState(2), abort),
    'abort: in state 4': () => doing('POST', inState(4), abort),
    'abort: in load': () => doing('GET', ['xhr', 'load'], abort),
    'abort: when done': async () => {
      const { xhr, told, state } = make();
      xhr.open('GET', url);
      xhr.send();
      await pause();
      xhr.abort();
      return [...told, state(), xhr.responseURL, String(xhr.getResponseHeader('Content-Type'))];
    },
    'open: in loadstart': () => doing('POST', ['xhr', 'loadstart'], open),
    'open: in state 4': () => doing('POST', inState(4), open),
    'open: in load': () => doing('GET', ['xhr', 'load'], open),
    'open: sent': () => acting(sentPost(open)),
    'open: twice': () =>
      acting((xhr) => {
        open(xhr);
        open(xhr);
      }),
    'open: in abort': () =>
      acting((xhr) => {
        xhr.addEventListener('abort', () => open(xhr));
        sentPost(abort)(xhr);
      }),
    'again: sent': () => acting(sentPost(again)),
    'again: in state 4': () => doing('GET', inState(4), again),
    'again: in load': () => doing('GET', ['xhr', 'load'], again),
    'of text, in each state': () => inEachState({}),
    'of JSON, in each state': () => inEachState({ responseType: (xhr) => (xhr.responseType = 'json') }),
    'upload: heard from before': () => heard(listen),
    'upload: a handler from before': () => heard(handle),
    'upload: heard from afterwards': () => heard(() => {}, listen),
    'upload: a handler from afterwards': () => heard(() => {}, handle),
    'upload: another from afterwards': () =>
      heard(listen, (upload, listener) => upload.addEventListener('loadend', listener)),
    'upload: heard no more': () =>
      heard((upload, listener) => {
        listen(upload, listener);
        leave(upload, listener);
      }, listen),
    'upload: a handler no more': () =>
      heard((upload, listener) => {
        handle(upload, listener);
        upload.onload = null;
      }, handle),
    'upload: something else is no listener': () => heard((upload) => listen(upload, null), listen),
    'upload: heard when it is sent again': async () => {
      const xhr = new XMLHttpRequest();
      const told = [];
      for (const each of [1, 2]) {
        xhr.open('POST', url);
        xhr.send('abc');
        xhr.upload.addEventListener('load', () => told.push(`load ${each}`));
        await pause();
      }
      return told;
    },
    arguments: async () =>
      attempts(new XMLHttpRequest(), {
        send: (xhr) => xhr.send(),
        'open()': (xhr) => xhr.open(),
        'open(method)': (xhr) => xhr.open('GET'),
        'a method with a blank': (xhr) => xhr.open('a b', url),
        TRACE: (xhr) => xhr.open('TRACE', url),
        'no URL': (xhr) => xhr.open('GET', 'http://'),
        'a URL with a user': (xhr) => xhr.open('GET', url.replace('://', '://user:password@')),
        'open with a user': (xhr) => xhr.open('GET', url, true, 'user', 'password'),
        'a name with a blank': (xhr) => xhr.setRequestHeader('a b', 'c'),
        'a value of two lines': (xhr) => xhr.setRequestHeader('a', 'b\nc'),
        'no value': (xhr) => xhr.setRequestHeader('a'),
        'a value above U+00FF': (xhr) => xhr.setRequestHeader('a', '領収書'),
        'a value below': (xhr) => xhr.setRequestHeader('a', 'ÿ'),
        'a name above U+00FF': (xhr) => xhr.setRequestHeader('領', 'a'),
        'a value that is a symbol': (xhr) => xhr.setRequestHeader('a', Symbol('b')),
        'the response’s field above U+00FF': (xhr) => xhr.getResponseHeader('領'),
        'a type that is a symbol': (xhr) => xhr.overrideMimeType(Symbol('b')),
        'a method above U+00FF': (xhr) => xhr.open('領', url),
        'a method that is a symbol': (xhr) => xhr.open(Symbol('GET'), url),
      }),
    shape: async () => {
      const xhr = new XMLHttpRequest();
      const { name, DONE } = XMLHttpRequest;
      const tag = Object.prototype.toString.call(xhr);
      const own = Object.keys(xhr).length;
      return [name, DONE, xhr.LOADING, tag, own, xhr instanceof XMLHttpRequest, 'onload' in xhr].map(String);
    },
  };
  const all = {};
  for (const [name, scenario] of Object.entries(scenarios)) all[name] = await scenario();
  return all;
}
