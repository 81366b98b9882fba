/**
 * What a fetch gives, or which error it is, for what a page can give it. Runs in a page or in Node: it knows nothing but its arguments.
 * @param {{ fetch: typeof fetch, base: string }} asked An origin that answers everything with 404 and a JSON.
 * @returns {Promise<Record<string, string>>}
 */
export async function fetchScenarios({ fetch, base }) {
  const url = `${base}/k/v1/nothing.json`;
  const method = 'POST';

  const wrong = (name, length) => `${name}-${globalThis.btoa('a'.repeat(length))}`;

  const withInit = (init) => () => fetch(url, init);
  const changed = (change) => async () => {
    const response = await fetch(url);
    change(response.headers);
    return response;
  };
  const used = async () => {
    const request = new Request(url, { method, body: '{}' });
    await fetch(request);
    return request;
  };

  const scenarios = {
    'redirect: nonsense': withInit({ redirect: 'x' }),
    'redirect: manual': withInit({ redirect: 'manual' }),
    'redirect: error': withInit({ redirect: 'error' }),
    'mode: nonsense': withInit({ mode: 'x' }),
    'mode: navigate': withInit({ mode: 'navigate' }),
    'mode: cors': withInit({ mode: 'cors' }),
    'credentials: nonsense': withInit({ credentials: 'x' }),
    'cache: nonsense': withInit({ cache: 'x' }),
    'cache: only-if-cached': withInit({ cache: 'only-if-cached' }),
    'cache: reload': withInit({ cache: 'reload' }),
    'referrerPolicy: nonsense': withInit({ referrerPolicy: 'x' }),
    'referrerPolicy: origin': withInit({ referrerPolicy: 'origin' }),
    'referrer: no URL': withInit({ referrer: 'http://' }),
    'referrer: none': withInit({ referrer: '' }),
    'window: something': withInit({ window: {} }),
    'window: null': withInit({ window: null }),
    'duplex: nonsense': withInit({ method, body: 'a', duplex: 'x' }),
    'signal: nonsense': withInit({ signal: {} }),
    'signal: a text': withInit({ signal: 'x' }),
    'signal: null': withInit({ signal: null }),
    'signal: aborted': withInit({ signal: AbortSignal.abort() }),
    'signal: aborted with a reason': withInit({ signal: AbortSignal.abort(new RangeError('enough')) }),
    'init: a number': () => fetch(url, 5),
    'init: null': () => fetch(url, null),
    'method: with a blank': withInit({ method: 'a b' }),
    'method: TRACE': withInit({ method: 'TRACE' }),
    'method: above U+00FF': withInit({ method: '領' }),
    'headers: a number': withInit({ headers: 5 }),
    'headers: a value above U+00FF': withInit({ headers: { a: '領収書' } }),
    'headers: a value below': withInit({ headers: { a: 'ÿ' } }),
    'headers: a name above U+00FF': withInit({ headers: { 領: 'a' } }),
    'headers: a value of two lines': withInit({ headers: { a: 'b\nc' } }),
    'headers: a symbol': withInit({ headers: { a: Symbol('b') } }),
    'body: with GET': withInit({ body: 'a' }),
    'integrity: wrong': withInit({ integrity: wrong('sha256', 32) }),
    'integrity: of a null body': withInit({ method: 'HEAD', integrity: wrong('sha256', 32) }),
    'integrity: of no known algorithm': withInit({ integrity: 'md5-abc' }),
    'integrity: of no hash': withInit({ integrity: 'nonsense' }),
    'integrity: of nothing': withInit({ integrity: '' }),
    'the response’s headers: append': changed((headers) => headers.append('a', 'b')),
    'the response’s headers: set': changed((headers) => headers.set('content-type', 'b')),
    'the response’s headers: delete': changed((headers) => headers.delete('content-type')),
    'the response’s headers: copied and set': changed((headers) => new Headers(headers).set('a', 'b')),
    'its clone’s headers: append': async () => {
      const response = (await fetch(url)).clone();
      response.headers.append('a', 'b');
      return response;
    },
    'a Request that was sent': async () => fetch(await used()),
    'a Request that was sent, with another body': async () => fetch(await used(), { body: '{}' }),
    'a Request that was sent shows it': async () => {
      if ((await used()).bodyUsed) throw new RangeError('used');
    },
    'a Request with nonsense': () => fetch(new Request(url), { redirect: 'x' }),
    'a Request with integrity': () => fetch(new Request(url, { integrity: wrong('sha256', 32) })),
  };
  const all = {};
  for (const [name, scenario] of Object.entries(scenarios)) {
    try {
      const response = await scenario();
      all[name] = `${response?.status}, ${response?.type}`;
    } catch (error) {
      all[name] = error.name;
    }
  }
  return all;
}
