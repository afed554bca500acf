import type { Report } from '../../../model/index.ts';
import { type PrintedRows, requestOfExchange, RowKind, runRows } from '../../../state/index.ts';
import { parseRowQuery, rowFits } from './row-filter.ts';
import { filterName, rowText } from './row-text.ts';

/** The rows of the timeline that fit its filter, as text; `exchange`: only those of one. */
export function printRows(report: Report, filter: string, exchange: number | undefined): PrintedRows {
  const query = parseRowQuery(filter);
  if (query.kind === 'wrong') return query;
  const rows = runRows(report);
  const run = { report, rows, textOf: (row: number) => rowText(report, rows, row) };
  const lines: Extract<PrintedRows, { kind: 'rows' }>['lines'][number][] = [];
  const isSeveral = exchange === undefined && report.exchanges.length > 1;
  let ms = -1;
  for (let row = 0; row < rows.count; row++) {
    if (exchange !== undefined && rows.exchange[row] !== exchange) continue;
    if (rows.kind[row] === RowKind.group || rows.kind[row] === RowKind.memory) continue;
    if (!rowFits(row, query.terms, run)) continue;
    const { name, details, status, tone } = run.textOf(row);
    const now = rows.ms[row] ?? 0;
    const owner = rows.filter[row] ?? -1;
    const own = rows.exchange[row] ?? -1;
    const request = isSeveral && own >= 0 ? `#${requestOfExchange(report, own) + 1} ` : '';
    const from = `${request}${owner < 0 ? '' : filterName(report, owner)}`;
    const time = now === ms ? '' : `${now} ms`;
    const text = [name, details, status === '' ? '' : `= ${status}`].filter((part) => part !== '').join(' ');
    const depth = '  '.repeat(Math.min(8, rows.depth[row] ?? 0));
    lines.push({
      text: `${String(row + 1).padStart(5)} ${time.padStart(8)}  ${from.padEnd(16)} ${depth}${text}`,
      isBad: tone === 'bad',
    });
    ms = now;
  }
  return { kind: 'rows', lines };
}
