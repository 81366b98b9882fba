import { isMet } from './row.js';

const signs = { '<=': '≤', '>=': '≥' };
const decimals = { '×': 2, ' ms': 1, ' KB': 1, ' MB': 0, ' GB/s': 1, ' B': 0, ' yes': 0 };

/**
 * @param {import('./row.js').Row[]} rows
 * @returns {string}
 */
export function formatTable(rows) {
  const shown = ({ value, unit }) => value.toFixed(decimals[unit]) + unit;
  const cells = [
    ['question', 'ours', 'peer', 'result', 'target', 'met'],
    ...rows.map((row) => [
      row.question,
      row.ours,
      row.peer,
      shown(row),
      `${signs[row.bound]} ${shown({ value: row.target, unit: row.unit })}`,
      isMet(row) ? 'yes' : 'NO',
    ]),
  ];
  const widths = cells[0].map((_, column) => Math.max(...cells.map((line) => line[column].length)));
  const lines = cells.map((line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
      .join('  '),
  );
  lines.splice(1, 0, widths.map((size) => '─'.repeat(size)).join('  '));
  return lines.join('\n');
}
