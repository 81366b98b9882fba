export interface Order {
  id: string;
  revision: string;
  name: string;
  amount: number;
}

const APP_ID = 6;

export class OrderRepository {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async findByCustomer(code: string): Promise<Order[]> {
    const query = `顧客コード = "${code}" and 状態 not in ("完了") order by 金額 desc`;
    const { records } = await kintone.api(this.#url, 'GET', { app: APP_ID, query });
    return records.map((record: any) => ({
      id: record.$id.value,
      revision: record.$revision.value,
      name: record['件名'].value,
      amount: Number(record['金額'].value ?? 0),
    }));
  }

  async close({ id, revision }: Order): Promise<void> {
    const record = { 状態: { value: '完了' } };
    await kintone.api(this.#url, 'PUT', { app: APP_ID, records: [{ id, revision, record }] });
  }
}
