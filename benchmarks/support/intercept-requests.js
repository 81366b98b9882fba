// Requests as a page's script makes them.

/**
 * @param {object} target the object that has the page's classes
 * @param {{ method?: string, url: string, fields?: Record<string, string>, type?: XMLHttpRequestResponseType }} head
 * @returns {XMLHttpRequest} not yet sent
 */
export function openXHR(target, { method = 'GET', url, fields = {}, type = '' }) {
  const xhr = new target.XMLHttpRequest();
  xhr.open(method, url);
  for (const [name, value] of Object.entries(fields)) xhr.setRequestHeader(name, value);
  xhr.responseType = type;
  return xhr;
}

/** @returns {Promise<XMLHttpRequest>} the same once it is over */
export const sent = (xhr, body) =>
  new Promise((resolve) => {
    for (const event of ['onload', 'onerror', 'onabort']) xhr[event] = () => resolve(xhr);
    xhr.send(body);
  });

/** @param {{ File: typeof File, FormData: typeof FormData }} classes the page's or Node's */
export function formOf({ File, FormData }, bytes, name) {
  const form = new FormData();
  form.append('file', new File([bytes], name));
  return form;
}
