import { ArrowDown } from 'lucide-react';
import { useState } from 'react';
import type { Measurement, Report } from '../../../model/index.ts';
import { type CostRow, costRows, costTotals } from '../../../state/index.ts';
import { countText } from '../../parts/size-text.ts';
import { callbackName } from '../inside/callback-name.ts';
import { RowLink } from '../inside/RowLink.tsx';
import { Who } from '../inside/Who.tsx';
import { timeText } from './time-text.ts';
import { words } from './cost.words.ts';

type Sort = 'calls' | 'hostcalls' | 'bytesOut' | 'bytesIn' | 'mean' | 'total' | 'most';
const counts: readonly Sort[] = ['calls', 'hostcalls', 'bytesOut', 'bytesIn'];
const times: readonly Sort[] = ['mean', 'total', 'most'];

function valueOf(row: CostRow, sort: Sort): number {
  switch (sort) {
    case 'calls':
    case 'hostcalls':
    case 'bytesOut':
    case 'bytesIn':
      return row[sort];
    case 'mean':
      return row.time?.meanUs ?? 0;
    case 'total':
      return row.time?.totalUs ?? 0;
    case 'most':
      return row.time?.mostUs ?? 0;
  }
}

/** By callback, the dearest first; totals of each plugin at the foot. */
export function CostTable({ report, measurement }: { report: Report; measurement: Measurement | undefined }) {
  const [chosen, setChosen] = useState<Sort>();
  const columns = measurement ? [...counts, ...times] : counts;
  const sort = chosen !== undefined && columns.includes(chosen) ? chosen : measurement ? 'total' : 'hostcalls';
  const rows = costRows(report, measurement).toSorted((a, b) => valueOf(b, sort) - valueOf(a, sort));
  return (
    <table className="inside-table cost-table" aria-label={words.table}>
      <thead>
        <tr>
          <th scope="col">{words.columns.plugin}</th>
          <th scope="col">{words.columns.callback}</th>
          {columns.map((column) => (
            <th key={column} scope="col" className="number" aria-sort={column === sort ? 'descending' : undefined}>
              <button type="button" className="sort" onClick={() => setChosen(column)}>
                {column === sort && <ArrowDown aria-hidden />}
                {words.columns[column]}
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.plugin} ${row.callback}`}>
            <td>
              <Owner report={report} plugin={row.plugin} />
            </td>
            <th scope="row">
              {row.calls === 1 ? (
                <RowLink report={report} vm={row.vm} at={row.at} isBare />
              ) : (
                <span className="mono">{callbackName(row.callback)}</span>
              )}
            </th>
            <Figures row={row} measurement={measurement} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        {costTotals(report, measurement).map((row) => (
          <tr key={row.plugin}>
            <td>
              <Owner report={report} plugin={row.plugin} />
            </td>
            <th scope="row">{words.total}</th>
            <Figures row={row} measurement={measurement} isTotal />
          </tr>
        ))}
      </tfoot>
    </table>
  );
}

function Owner({ report, plugin }: { report: Report; plugin: number }) {
  return plugin < 0 ? <span className="soft">{words.vmItself}</span> : <Who report={report} plugin={plugin} />;
}

interface FiguresProps {
  readonly row: CostRow;
  readonly measurement: Measurement | undefined;
  readonly isTotal?: boolean;
}

function Figures({ row, measurement, isTotal = false }: FiguresProps) {
  const { calls, hostcalls, bytesOut, bytesIn, time } = row;
  return (
    <>
      {[calls, hostcalls, bytesOut, bytesIn].map((count, index) => (
        <td key={index} className="number">
          {countText(count)}
        </td>
      ))}
      {measurement && time && (
        <>
          <td className="number">
            {!isTotal && (
              <>
                {timeText(time.meanUs)} <span className="faint">{words.error(timeText(time.errorUs))}</span>
              </>
            )}
          </td>
          <td className="number">{timeText(time.totalUs)}</td>
          <td className="number">
            {!isTotal &&
              (time.mostUs > measurement.resolutionUs * 1.5
                ? timeText(time.mostUs)
                : words.notAbove(timeText(measurement.resolutionUs)))}
          </td>
        </>
      )}
    </>
  );
}
