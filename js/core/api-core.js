/** The core's side of kintone.api: see wasm/core/page/api_call.h. */
import { parsed } from './own-members.js';

export class ApiCore {
  #handle;

  constructor(handle) {
    this.#handle = handle;
  }

  /** What comes of a call of kintone.api. */
  call(called) {
    return parsed(this.#handle.apiCall(JSON.stringify(called)));
  }

  /** A URL of `kintone.api.url`, or `.urlForGet`. */
  url(called) {
    return parsed(this.#handle.apiUrl(JSON.stringify(called)));
  }

  /** `{ limit, running }`: requests to kintone's REST side at once. `ofPage`: how many calls of kintone.api run. */
  concurrency(ofPage) {
    return JSON.parse(this.#handle.concurrency(ofPage));
  }
}
