/** The elements of the open screen, in the document that there is (V01 to V04), and what is kept of them (V05). */

/** A value as a page shows it. */
function shown(value) {
  if (Array.isArray(value)) {
    return value.map((each) => (typeof each === 'string' ? each : each?.name)).join(', ');
  }
  return typeof value === 'object' ? (value?.name ?? '') : String(value ?? '');
}

/**
 * @param {() => any} documentOf The document of the window that is installed last, or the page's own; undefined where there is none.
 */
export function createElements(documentOf) {
  /** By their keys: they are the same until another screen is opened. */
  let made = new Map();
  let screen;
  /** States by keys such as `shown Price`. */
  let states = new Map();

  function screenElement() {
    const document = documentOf();
    if (screen?.ownerDocument !== document || !screen.isConnected) {
      screen?.remove();
      screen = document.createElement('div');
      document.body.append(screen);
      made = new Map();
    }
    return screen;
  }

  const nameOf = (key) => key.slice(key.indexOf(' ') + 1);

  function hide(key, element) {
    element.style.display = states.get(`shown ${nameOf(key)}`) === false ? 'none' : '';
  }

  /** @param {object} [field] What it shows. */
  function elementOf(key, field) {
    const owner = screenElement();
    let element = made.get(key);
    if (element === undefined) {
      element = owner.ownerDocument.createElement('div');
      owner.append(element);
      made.set(key, element);
      if (field !== undefined) element.textContent = shown(field.value);
    }
    hide(key, element);
    return element;
  }

  return {
    hasDocument: () => documentOf()?.body !== undefined,
    elementOf,
    /** What a custom view has. */
    showHtml(html) {
      if (documentOf()?.body) elementOf('view').innerHTML = html;
    },
    keep(key, state) {
      states.set(key, state);
      for (const [each, element] of made) if (nameOf(each) === nameOf(key)) hide(each, element);
    },
    kept: (key) => states.get(key),
    /** A record of a list has changed, or is gone. */
    forgetRow(id) {
      for (const [key, element] of made) {
        if (!key.startsWith(`row${id} `)) continue;
        element.remove();
        made.delete(key);
      }
    },
    /** Another screen is opened. */
    clear() {
      screen?.remove();
      screen = undefined;
      made = new Map();
      states = new Map();
    },
  };
}
