/** The events of an XMLHttpRequest are of its own realm: global-jsdom leaves Node's `Event` beside jsdom's XMLHttpRequest. */

function isTaken(xhr, Event) {
  try {
    xhr.dispatchEvent(new Event('kintone-shim'));
    return true;
  } catch {
    return false;
  }
}

/** The class of the event that `open` tells of. */
function tellingClass(xhr) {
  let found;
  xhr.addEventListener('readystatechange', ({ constructor }) => {
    found = constructor;
  });
  xhr.open('GET', 'http://localhost/');
  return found;
}

/**
 * @param {object} target The window, or whose globals they are.
 * @param {typeof XMLHttpRequest} XMLHttpRequest
 * @returns {{ Event: typeof Event, ProgressEvent: typeof Event }} One class, where there is no other.
 */
export function eventsOf(target, XMLHttpRequest) {
  const xhr = new XMLHttpRequest();
  for (const realm of [target, target.window, target.document?.defaultView, globalThis]) {
    const { Event, ProgressEvent = Event } = realm ?? {};
    if (isTaken(xhr, Event) && isTaken(xhr, ProgressEvent)) return { Event, ProgressEvent };
  }
  const Event = tellingClass(xhr);
  return { Event, ProgressEvent: Event };
}

/** Of an upload. */
export const progressTypes = ['loadstart', 'progress', 'abort', 'error', 'load', 'timeout', 'loadend'];

/**
 * Who listens to an upload counts when the request is sent: the XMLHttpRequest Standard, "upload listener flag".
 * @param {XMLHttpRequestUpload} upload
 * @returns {() => boolean} Whether somebody listens.
 */
export function watchListeners(upload) {
  const listeners = new Map(progressTypes.map((type) => [type, new Set()]));
  const watch = (name, note) => {
    const native = upload[name];
    const value = function (type, listener) {
      // What is no listener is for the platform to refuse.
      native.apply(upload, arguments);
      if (listener) note(listeners.get(String(type)), listener);
    };
    Object.defineProperty(upload, name, { value, configurable: true, writable: true });
  };
  watch('addEventListener', (known, listener) => known?.add(listener));
  watch('removeEventListener', (known, listener) => known?.delete(listener));
  return () => progressTypes.some((type) => listeners.get(type).size > 0 || upload[`on${type}`]);
}
