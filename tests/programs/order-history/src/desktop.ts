import { OrderRepository } from './order-repository';
import { renderTable } from './view';

const repository = new OrderRepository(kintone.api.url('/k/v1/records', true));

interface DetailEvent {
  appId: number;
  recordId: number;
  record: Record<string, { value: any }>;
}

kintone.events.on('app.record.detail.show', async (event: DetailEvent) => {
  const space = kintone.app.record.getSpaceElement('history');
  if (!space) return event;
  try {
    const orders = await repository.findByCustomer(event.record['顧客コード'].value);
    renderTable(space, orders, (order) => repository.close(order));
  } catch (error) {
    space.textContent = `受注履歴を取得できません: ${(error as Error).message}`;
  }
  return event;
});
