import { type SharedAt, sharedAt } from '../../../state/index.ts';
import { AsOf } from '../inside/AsOf.tsx';
import { words as common } from '../inside/inside.words.ts';
import { useRows } from '../inside/use-rows.ts';
import { useShownRun } from '../inside/use-shown-run.ts';
import { EntryDetail } from './EntryDetail.tsx';
import { QueueDetail } from './QueueDetail.tsx';
import { entryId, queueId } from './shared-ids.ts';
import { SharedTables } from './SharedTables.tsx';
import { words } from './shared-data.words.ts';
import '../inside/inside.css';

export function SharedDataPanel() {
  const run = useShownRun();
  const all = run ? sharedAt(run.report, run.cursor) : [];
  const { open, row } = useRows(all.flatMap(idsOf));
  if (run === undefined) return <p className="empty">{common.noRun}</p>;
  const { report, cursor } = run;
  if (all.length === 0 && sharedAt(report).length === 0) return <p className="empty">{words.empty}</p>;
  const entry = all.flatMap(({ vmId, entries }) => entries.filter(({ key }) => entryId(vmId, key) === open))[0];
  const queue = all.flatMap(({ queues }) => queues.filter(({ token }) => queueId(token) === open))[0];
  return (
    <div className="inside">
      {cursor !== undefined && (
        <div className="inside-tools">
          <AsOf />
        </div>
      )}
      {all.length === 0 ? (
        <p className="empty">{words.notYet}</p>
      ) : (
        <div className="inside-split">
          <div className="inside-list">
            <SharedTables report={report} all={all} atEnd={sharedAt(report)} row={row} />
          </div>
          {entry && <EntryDetail key={open} report={report} entry={entry} />}
          {queue && <QueueDetail key={open} report={report} queue={queue} />}
        </div>
      )}
    </div>
  );
}

const idsOf = ({ vmId, entries, queues }: SharedAt) => [
  ...entries.map(({ key }) => entryId(vmId, key)),
  ...queues.map(({ token }) => queueId(token)),
];
