import type { Order } from './order-repository';

const yen = new Intl.NumberFormat('ja-JP', { style: 'currency', currency: 'JPY' });

export function renderTable(root: HTMLElement, orders: Order[], onClose: (order: Order) => Promise<void>) {
  const table = document.createElement('table');
  for (const order of orders) {
    const row = table.insertRow();
    row.insertCell().textContent = order.name;
    row.insertCell().textContent = yen.format(order.amount);
    const button = document.createElement('button');
    button.textContent = '完了';
    button.addEventListener('click', async () => {
      button.disabled = true;
      await onClose(order);
      row.remove();
    });
    row.insertCell().append(button);
  }
  root.replaceChildren(table);
}
