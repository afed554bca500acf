import type { Report } from '../../../model/index.ts';
import type { VmLane } from '../../../state/index.ts';
import { countText } from '../../parts/size-text.ts';
import { ColumnHeads } from '../inside/ColumnHeads.tsx';
import { RowLink } from '../inside/RowLink.tsx';
import { Who } from '../inside/Who.tsx';
import { memoryText } from './memory-text.ts';
import { words } from './workers.words.ts';

const mostTicks = 3;
const mostServed = 12;

export function LaneTable({ report, lanes }: { report: Report; lanes: readonly VmLane[] }) {
  const { columns } = words;
  return (
    <table className="inside-table" aria-label={words.table}>
      <thead>
        <tr>
          <ColumnHeads
            of={[
              columns.vm,
              columns.plugins,
              [columns.memory, 'number'],
              [columns.contexts, 'number'],
              [columns.callbacks, 'number'],
              [columns.hostcalls, 'number'],
              columns.served,
              columns.ticks,
            ]}
          />
        </tr>
      </thead>
      <tbody>
        {lanes.map((lane) => (
          <tr key={lane.vm}>
            <th scope="row">
              {words.thread(lane.thread)} <span className="faint">{lane.vmId}</span>{' '}
              {lane.trappedAt !== undefined && (
                <span className="trapped">
                  <span className="sign-removed">✕ {words.trapped}</span>
                  <RowLink report={report} vm={lane.vm} at={lane.trappedAt} />
                </span>
              )}
            </th>
            <td>
              <span className="several">
                {lane.plugins.map((plugin) => (
                  <Who key={plugin} report={report} plugin={plugin} />
                ))}
              </span>
            </td>
            <td className="number">{lane.memoryPages === 0 ? words.gone : memoryText(lane.memoryPages)}</td>
            <td className="number">{countText(lane.contexts)}</td>
            <td className="number">{countText(lane.callbacks)}</td>
            <td className="number">{countText(lane.hostcalls)}</td>
            <td>{lane.served.length === 0 ? <span className="faint">{words.none}</span> : served(lane.served)}</td>
            <td>
              {lane.ticks.length === 0 ? (
                <span className="faint">{words.none}</span>
              ) : (
                <span className="several">
                  {countText(lane.ticks.length)}
                  {lane.ticks.slice(0, mostTicks).map(({ at, vm }) => (
                    <RowLink key={at} report={report} vm={vm} at={at} />
                  ))}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Numbers of requests, from 1. */
function served(exchanges: readonly number[]): string {
  const shown = exchanges.slice(0, mostServed).map(words.request).join(', ');
  return exchanges.length > mostServed ? `${shown}, … (${countText(exchanges.length)})` : shown;
}
