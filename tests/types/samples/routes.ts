// Routes: what the outside answers.
import {
  createShim,
  type KintoneRequest,
  type RestRoute,
  type RoutedRestRequest,
  type JournalEntry,
  type Route,
  type RouteAnswer,
  type RouteDeclarations,
  type RoutedRequest,
  type RouteFailure,
  type RouteMatcherBelow,
  type ServedRoute,
} from 'kintone-shim';

const { rest, upstream } = createShim();

const served: ServedRoute = upstream.get('https://api.example.com/v1').reply(200, { id: 1 });
served.times(2).delay(10).reply(404).persist().optionally().fail('timeout').times(1);
const declared: Route = upstream.put(/v1/).optionally();
declared.reply(200, 'text', { 'Content-Type': 'text/plain', 'Set-Cookie': ['a=1', 'b=2'] });
upstream.post(new URL('https://api.example.com/')).reply(200, new Uint8Array(3));
upstream.delete('https://**').reply(204);
upstream.get('https://api.example.com/file').reply(200, new Blob(['file']));

upstream
  .intercept({
    method: ['POST', 'PUT'],
    url: 'https://api.example.com/*/records',
    query: { page: '1', sort: /^(?:asc|desc)$/ },
    headers: { authorization: /^Bearer / },
    body: ({ body }: RoutedRequest) => typeof body === 'string' && body.includes('a'),
  })
  .reply(async ({ method, url, headers, api }): Promise<RouteAnswer> => {
    await undefined;
    return { status: 200, body: [method, url, headers['Accept'], api], headers: { 'X-A': 'a' } };
  });
upstream.intercept({ body: { id: 1 } }).reply((request) => ({ status: request.body === '' ? 204 : 200 }));
upstream.intercept({ body: [1] }).fail('dns');

const below: RouteDeclarations<string, RouteMatcherBelow> = upstream.at('https://api.example.com/v1');
below.get('/rates').reply(200).persist().optionally();
upstream.at(new URL('https://api.example.com/')).post('/rates?base=JPY').reply(201);
below.intercept({ url: '/**', method: ['PUT', 'DELETE'], body: { a: '1', b: ['2', '3'] } }).reply(204);

export const waiting: string[] = upstream.pending();
export const calls: readonly JournalEntry[] = served.calls;
export const statuses = declared.calls.map(({ method, response }) => [method, response?.status]);

export const failures: RouteFailure[] = ['dns', 'tls', 'refused', 'reset', 'truncated', 'timeout'];

const route: RestRoute = rest.get('/k/v1/records.json');
route
  .reply(200, { records: [] })
  .times(2)
  .fail({ code: 'GAIA_RE01', message: 'Not found.', status: 404 })
  .persist();
rest
  .post('/k/v1/record')
  .fail({ code: 'CB_VA01', message: '', errors: { id: { messages: ['Required field.'] } } });
rest.put('/k/v1/*').reply(({ method, path, url, headers, body }: RoutedRestRequest) => {
  const texts: string[] = [method, path, url, headers['X-A'] ?? '', body];
  return { status: 200, body: texts };
});
const requests: readonly KintoneRequest[] = route.calls;
const names: (string | undefined)[] = [...requests.map((each) => each.route), ...rest.pending()];
rest.delete('/k/v1/records').reply(200, names).optionally();
