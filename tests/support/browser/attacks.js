/**
 * What a page of another origin can try against a page's server. Each attack runs in that page, with `{ target, message, upload }`:
 * the server's origin, and messages that its relay would take from a page of its own, a stolen token in them. It returns what it
 * got to see. `lines` is what the server logs of it, whoever the other origin is.
 */
import { runningBeside } from './attacks-beside.js';

const callPath = '/k/api/proxy/call.json';
const uploadPath = '/k/api/proxy/upload.json';
const pagePath = '/_shim/page.json';
const scriptPath = '/_shim/kintone.js';

const refusedCall = `POST ${callPath} 403`;
const refusedUpload = `POST ${uploadPath} 403`;
const refusedPage = `GET ${pagePath} 403`;
const refusedScript = `GET ${scriptPath} 403`;

/** By fetch: [what, path, options, what the server logs]. The body is the message unless the options have none. */
const fetches = [
  [
    'as JSON',
    callPath,
    { mode: 'cors', headers: { 'Content-Type': 'application/json' } },
    [`OPTIONS ${callPath} 405`],
  ],
  [
    'as a text, in mode cors',
    callPath,
    { mode: 'cors', headers: { 'Content-Type': 'text/plain' } },
    [refusedCall],
  ],
  [
    'in mode no-cors',
    callPath,
    { mode: 'no-cors', headers: { 'Content-Type': 'text/plain' } },
    [refusedCall],
  ],
  [
    'as JSON, in mode no-cors',
    callPath,
    { mode: 'no-cors', headers: { 'Content-Type': 'application/json' } },
    [refusedCall],
  ],
  ['in mode same-origin', callPath, { mode: 'same-origin' }, []],
  ['without credentials', callPath, { mode: 'no-cors', credentials: 'omit' }, [refusedCall]],
  ['kept alive', callPath, { mode: 'no-cors', keepalive: true }, [refusedCall]],
  ['without a referrer', callPath, { mode: 'no-cors', referrerPolicy: 'no-referrer' }, [refusedCall]],
  [
    'with kintone\u2019s own header',
    callPath,
    { headers: { 'X-Requested-With': 'XMLHttpRequest' } },
    [`OPTIONS ${callPath} 405`],
  ],
  ['by PUT', callPath, { method: 'PUT' }, [`OPTIONS ${callPath} 405`]],
  ['by GET', callPath, { method: 'GET', mode: 'no-cors' }, [`GET ${callPath} 405`]],
  ['an upload', uploadPath, { mode: 'no-cors' }, [refusedUpload]],
  [
    'an upload as octets',
    uploadPath,
    { headers: { 'Content-Type': 'application/octet-stream' } },
    [`OPTIONS ${uploadPath} 405`],
  ],
  ['the token', pagePath, { method: 'GET' }, [refusedPage]],
  ['the token, in mode no-cors', pagePath, { method: 'GET', mode: 'no-cors' }, [refusedPage]],
  [
    'the token, with our header',
    pagePath,
    { method: 'GET', headers: { 'X-Kintone-Shim': 'page' } },
    [`OPTIONS ${pagePath} 405`],
  ],
  [
    'the token, with our header, in mode no-cors',
    pagePath,
    { method: 'GET', mode: 'no-cors', headers: { 'X-Kintone-Shim': 'page' } },
    [refusedPage],
  ],
  ['the token, by HEAD', pagePath, { method: 'HEAD' }, [`HEAD ${pagePath} 405`]],
  ['the script', scriptPath, { method: 'GET' }, [refusedScript]],
  ['the relay by way of a redirect', `/bounce?to={target}${callPath}`, { mode: 'no-cors' }, [refusedCall]],
  [
    'an upload by way of a redirect',
    `/bounce?to={target}${uploadPath}`,
    { mode: 'no-cors' },
    [refusedUpload],
  ],
  [
    'the token by way of a redirect',
    `/bounce?to={target}${pagePath}`,
    { method: 'GET', headers: { 'X-Kintone-Shim': 'page' } },
    [`OPTIONS ${pagePath} 405`],
  ],
].map(([what, path, options, lines]) => ({
  what: `fetch: ${what}`,
  lines,
  given: { path, options: { method: 'POST', credentials: 'include', ...options } },
  run: async ({ target, message, upload, path, options }) => {
    const url = path.startsWith('/bounce') ? path.replace('{target}', target) : target + path;
    const bytes = Uint8Array.from(upload, (char) => char.charCodeAt(0));
    const body = path.includes('upload') ? new Blob([bytes]) : message;
    const isRead = ['GET', 'HEAD'].includes(options.method);
    const { type, status, headers, ...response } = await fetch(url, {
      ...options,
      body: isRead ? undefined : body,
    });
    return JSON.stringify([type, status, [...headers], await response.text()]);
  },
}));

/** By elements that load something: [element, attributes with {path} for the URL, path, what the server logs]. */
const elements = [
  ['script', { src: '' }, scriptPath, [refusedScript]],
  ['script', { src: '' }, pagePath, [refusedPage]],
  ['script', { src: '', type: 'module' }, scriptPath, [refusedScript]],
  ['script', { src: '', crossorigin: 'use-credentials' }, pagePath, [refusedPage]],
  ['script', { src: '' }, callPath, [`GET ${callPath} 405`]],
  ['img', { src: '' }, pagePath, [refusedPage]],
  ['img', { src: '' }, callPath, [`GET ${callPath} 405`]],
  ['video', { src: '' }, pagePath, [refusedPage]],
  ['link', { href: '', rel: 'stylesheet' }, pagePath, [refusedPage]],
  ['link', { href: '', rel: 'preload', as: 'script' }, scriptPath, [refusedScript]],
  [
    'link',
    { href: '', rel: 'preload', as: 'fetch', crossorigin: 'use-credentials' },
    pagePath,
    [refusedPage],
  ],
  ['link', { href: '', rel: 'modulepreload' }, scriptPath, [refusedScript]],
  // Files have no secrets from those who can navigate to them, but no other page may use them.
  ['script', { src: '' }, '/a.js', []],
  ['script', { src: '', type: 'module' }, '/a.js', []],
  ['link', { href: '', rel: 'stylesheet' }, '/a.css', []],
  ['img', { src: '' }, '/a.svg', []],
].map(([name, attributes, path, lines]) => ({
  what: `<${name} ${Object.keys(attributes).join(' ')}>: ${path}`,
  lines,
  given: { name, attributes, path },
  run: ({ target, name, attributes, path }) =>
    new Promise((resolve) => {
      const element = document.createElement(name);
      for (const [key, value] of Object.entries(attributes)) {
        element.setAttribute(key, value || target + path);
      }
      element.onload = element.onloadeddata = () => resolve('loaded');
      element.onerror = () => resolve('error');
      document.body.append(element);
    }),
}));

/** By forms: [what, encoding, what the server logs]. */
const forms = [
  ['JSON in disguise', 'text/plain', callPath, callPath],
  ['parts', 'multipart/form-data', callPath, callPath],
  ['pairs', 'application/x-www-form-urlencoded', callPath, callPath],
  ['an upload', 'text/plain', uploadPath, uploadPath],
  ['by way of a redirect', 'text/plain', `/bounce?to={target}${callPath}`, callPath],
].map(([what, encoding, path, logged]) => ({
  what: `form: ${what}`,
  lines: [`POST ${logged} 403`],
  given: { encoding, path },
  run: ({ target, message, encoding, path }) =>
    new Promise((resolve) => {
      const frame = document.createElement('iframe');
      frame.name = `frame${document.querySelectorAll('iframe').length}`;
      const form = document.createElement('form');
      form.action = path.startsWith('/bounce') ? path.replace('{target}', target) : target + path;
      Object.assign(form, { method: 'POST', enctype: encoding, target: frame.name });
      // As text, name=value are the two halves of one JSON.
      const field = document.createElement('input');
      Object.assign(field, { name: message.slice(0, -1) + ',"a":"', value: '"}' });
      form.append(field);
      document.body.append(frame, form);
      frame.onload = () => {
        try {
          resolve(frame.contentDocument.body.textContent);
        } catch {
          resolve('unreadable');
        }
      };
      form.submit();
    }),
}));

export const attacks = [...fetches, ...elements, ...forms, ...runningBeside];
