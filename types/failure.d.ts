/** What `kintone.proxy` and `kintone.proxy.upload` fail with. */

/** What the failure string parses to: `JSON.parse(error) as ProxyFailure` [P16]. */
export interface ProxyFailure {
  /** Stable name of the failure. `SHIM_…` codes are this package's own; kintone does not publish its codes. */
  code: ProxyFailureCode | ServerRefusalCode;
  /** 20 characters of `[A-Za-z0-9]`, different for each failure. */
  id: string;
  /** For people, in the shim's `locale`; not stable. */
  message: string;
  /**
   * Argument name (`pluginId`, `url`, `method`, `headers`, `headers.<Name>`, `data`, `data.format`, `data.value`, `successCallback`,
   * `failureCallback`) → what is wrong with it. Only with `SHIM_INVALID_ARGUMENT` [P01] and `SHIM_FORBIDDEN_REQUEST_HEADER` [P10].
   */
  errors?: Record<string, { messages: string[] }>;
}

/** Every code that a {@link ProxyFailure} can have. */
export type ProxyFailureCode =
  /** An argument is missing, of the wrong type or not allowed: nothing was sent [P01]. */
  | 'SHIM_INVALID_ARGUMENT'
  /** A header that kintone sets itself, such as Content-Length: nothing was sent [P10]. */
  | 'SHIM_FORBIDDEN_REQUEST_HEADER'
  /** A function of plug-ins on a screen that it is not for: nothing was sent [G01]. */
  | 'SHIM_WRONG_SCREEN'
  /** The Blob is over 200 MB (209,715,200 bytes): nothing was sent [U04]. */
  | 'SHIM_UPLOAD_TOO_LARGE'
  /** No complete answer 30 s after the last byte of the request; the code is kintone's own [P18]. */
  | 'GAIA_PR03'
  /** The decoded body is over 10 MB (10,485,760 bytes) [P19]. */
  | 'SHIM_RESPONSE_BODY_TOO_LARGE'
  /** More than 100 response field lines [P20]. */
  | 'SHIM_RESPONSE_TOO_MANY_HEADER_LINES'
  /** A response field line over 8,192 bytes, for `proxy.upload` over 8,180 bytes [P21]. */
  | 'SHIM_RESPONSE_HEADER_LINE_TOO_LONG'
  /** The body is no text, with `binaryResponse: 'reject'` [P22]. */
  | 'SHIM_RESPONSE_NOT_TEXT'
  /** The body ended before its announced or encoded end [P28]. */
  | 'SHIM_RESPONSE_TRUNCATED'
  /** The head cannot be parsed, framings contradict each other, or the compression is invalid [P28]. */
  | 'SHIM_RESPONSE_MALFORMED'
  /** The connection was refused [P28]. */
  | 'SHIM_CONNECTION_REFUSED'
  /** The connection ended before a response head [P28]. */
  | 'SHIM_CONNECTION_RESET'
  /** The server's certificate is self-signed or otherwise untrusted [P26]. */
  | 'SHIM_TLS_REJECTED'
  /** The host name does not resolve, with `unresolvedHost: 'reject'` [P17]. */
  | 'SHIM_HOST_NOT_FOUND'
  /** Any other failure of the network [P28]. */
  | 'SHIM_NETWORK_FAILED'
  /** `network` does not let the call leave [P32]. */
  | 'SHIM_NETWORK_OFFLINE'
  /** The address connected to is private, loopback or link-local, and `network` does not name it [P32]. */
  | 'SHIM_ADDRESS_REFUSED'
  /** More than 5 redirects, with `redirect: 'follow'` [P27]. */
  | 'SHIM_TOO_MANY_REDIRECTS'
  /** `reset()` or `dispose()` ended the call in flight, or its page went away. */
  | 'SHIM_CALL_ABORTED'
  /** The call came after `dispose()`. */
  | 'SHIM_DISPOSED'
  /** All shims of the process together hold 512 MiB: `reset()` or `dispose()` those that are done with. */
  | 'SHIM_MEMORY_FULL';

/** In a served page: why its server refused a request, instead of sending the call on. */
export type ServerRefusalCode =
  /** The request names a host that the server does not answer for. */
  | 'SHIM_HOST_REFUSED'
  /** The request comes from a page of another origin. */
  | 'SHIM_ORIGIN_REFUSED'
  /** The server listens beyond loopback, and its relay was not turned on. */
  | 'SHIM_RELAY_OFF'
  /** No session cookie of this server, such as after it was started anew; the code is kintone's own [S02]. */
  | 'CB_AU01'
  /** No `X-Requested-With`; the code is kintone's own [T04]. */
  | 'CB_JH01'
  /** No request token, or one that died 86,400 s after it was last accepted; the code is kintone's own [T02, T05]. */
  | 'CB_CS01'
  /** The message is no JSON of the right form. */
  | 'SHIM_REQUEST_MALFORMED'
  /** The message has another Content-Type than it must have. */
  | 'SHIM_MEDIA_TYPE_NOT_SUPPORTED'
  /** An upload without a Content-Length. */
  | 'SHIM_LENGTH_REQUIRED'
  /** The message is larger than the server reads. */
  | 'SHIM_MESSAGE_TOO_LARGE'
  /** A path or method of kintone's side that is not simulated. */
  | 'SHIM_NOT_IMPLEMENTED'
  /** No such file in the served folder. */
  | 'SHIM_FILE_NOT_FOUND'
  /** The file may be there, and the system does not give it: too many files are open, for one. */
  | 'SHIM_FILE_NOT_READABLE';
