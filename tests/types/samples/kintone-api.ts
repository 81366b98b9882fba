// kintone.api in both forms, and its members.
import { createShim, type ApiFailure, type ConcurrencyLimit } from 'kintone-shim';

const { api } = createShim().kintone;

export async function names(app: number): Promise<string[]> {
  const { records } = await api(api.url('/k/v1/records', true), 'GET', { app, fields: ['Name'] });
  return records.map(({ Name }: { Name: { value: string } }) => Name.value);
}

const method: string = 'POST';
const nothing: void = api(
  '/k/v1/record',
  method,
  { app: 1, record: {} },
  (body) => console.log(body.id),
  (error: ApiFailure) => console.log(error.code, error.errors?.record?.messages[0]),
);
const url: string = api.urlForGet('/k/v1/records.json', { app: 4, fields: ['$id'] });
const limit: Promise<ConcurrencyLimit> = api.getConcurrencyLimit();
export { limit, nothing, url };
