import { Fragment } from 'react';
import { type Report, sameBytes, textOfBytes, writtenBytes } from '../../../model/index.ts';
import type { ExpectedClaim, SharedAt, SharedEntry, SharedQueueAt } from '../../../state/index.ts';
import { countText } from '../../parts/size-text.ts';
import { ExpectButton } from '../checks/ExpectButton.tsx';
import { ColumnHeads } from '../inside/ColumnHeads.tsx';
import { RowLink } from '../inside/RowLink.tsx';
import type { useRows } from '../inside/use-rows.ts';
import { words } from './shared-data.words.ts';
import { entryId, keyText, queueId } from './shared-ids.ts';

type Row = ReturnType<typeof useRows<string>>['row'];

interface SharedTablesProps {
  readonly report: Report;
  readonly all: readonly SharedAt[];
  /** What there is at the end of the run, which checks look at. */
  readonly atEnd: readonly SharedAt[];
  readonly row: Row;
}

/** What there is of each VM id: keys, then queues. */
export function SharedTables({ report, all, atEnd, row }: SharedTablesProps) {
  const withData = all.filter(({ entries }) => entries.length > 0);
  const withQueues = all.filter(({ queues }) => queues.length > 0);
  const { columns, queueColumns } = words;
  return (
    <table className="inside-table" aria-label={words.data}>
      {withData.length > 0 && (
        <thead>
          <tr>
            <ColumnHeads
              of={[
                columns.key,
                columns.value,
                [columns.cas, 'number'],
                [columns.writes, 'number'],
                [columns.reads, 'number'],
                [columns.last, 'roomy'],
              ]}
            />
          </tr>
        </thead>
      )}
      <tbody>
        {withData.map(({ vmId, entries }) => (
          <Fragment key={vmId}>
            <tr className="group">
              <th scope="rowgroup" colSpan={6}>
                {words.vmId(vmId)}
              </th>
            </tr>
            {entries.map((entry) => (
              <EntryRow
                key={entryId(vmId, entry.key)}
                report={report}
                entry={entry}
                claim={claimOf(vmId, entry.key, atEnd)}
                id={entryId(vmId, entry.key)}
                row={row}
              />
            ))}
          </Fragment>
        ))}
      </tbody>
      {withQueues.length > 0 && (
        <tbody>
          <tr className="group heads">
            <ColumnHeads
              of={[
                queueColumns.name,
                queueColumns.wakes,
                [queueColumns.items, 'number'],
                [queueColumns.enqueued, 'number'],
                [queueColumns.dequeued, 'number'],
                [queueColumns.token, 'number roomy'],
              ]}
            />
          </tr>
          {withQueues.map(({ vmId, queues }) => (
            <Fragment key={vmId}>
              <tr className="group">
                <th scope="rowgroup" colSpan={6}>
                  {words.vmId(vmId)}
                </th>
              </tr>
              {queues.map((queue) => (
                <QueueRow key={queue.token} report={report} queue={queue} row={row} />
              ))}
            </Fragment>
          ))}
        </tbody>
      )}
    </table>
  );
}

interface EntryRowProps {
  readonly report: Report;
  readonly entry: SharedEntry;
  readonly claim: ExpectedClaim | undefined;
  readonly id: string;
  readonly row: Row;
}

function EntryRow({ report, entry: { key, value, cas, writes, reads }, claim, id, row }: EntryRowProps) {
  const last = writes.findLast((write) => write.cas > 0);
  const refused = writes.filter((write) => write.cas === 0).length;
  return (
    <tr>
      <th scope="row">
        <button type="button" {...row(id)}>
          {keyText(key)}
        </button>
      </th>
      <td className="mono value">
        {claim && <ExpectButton claim={claim} of={words.atTheEnd(keyText(key))} />}
        {value === undefined ? <span className="faint">{words.absent}</span> : textOfBytes(value.subarray(0, 200))}
      </td>
      <td className="number">{cas === 0 ? '' : countText(cas)}</td>
      <td className="number">
        {refused > 0 && <span className="sign-removed">{words.refusedWrites(refused)} </span>}
        {countText(writes.length - refused)}
      </td>
      <td className="number">{countText(reads)}</td>
      <td className="roomy">{last && <RowLink report={report} vm={last.vm} at={last.at} />}</td>
    </tr>
  );
}

/** The most that a check writes down. */
const mostExpected = 4096;

/** A check of an entry as it is at the end; of a key that is no text there is none. */
function claimOf(vmId: string, key: Uint8Array, atEnd: readonly SharedAt[]): ExpectedClaim | undefined {
  const name = writtenBytes(key);
  const entries = atEnd.find((one) => one.vmId === vmId)?.entries;
  const value = entries?.find((one) => sameBytes(one.key, key))?.value;
  if (typeof name !== 'string' || value === undefined || value.length > mostExpected) return undefined;
  const expected = { ...(vmId !== '' && { vm_id: vmId }), key: name, value: writtenBytes(value) };
  return { subject: 'sharedData', expected };
}

function QueueRow({ report, queue, row }: { report: Report; queue: SharedQueueAt; row: Row }) {
  const last = queue.registered.at(-1);
  return (
    <tr>
      <th scope="row">
        <button type="button" {...row(queueId(queue.token))}>
          {keyText(queue.name)}
        </button>
      </th>
      <td>{last && <RowLink report={report} vm={last.vm} at={last.at} />}</td>
      <td className="number">{countText(queue.items.length)}</td>
      <td className="number">{countText(queue.enqueued)}</td>
      <td className="number">{countText(queue.dequeued)}</td>
      <td className="number roomy">{queue.token}</td>
    </tr>
  );
}
