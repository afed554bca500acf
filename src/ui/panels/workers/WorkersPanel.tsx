import { shownUpTo } from '../../../model/index.ts';
import { laneSegments, vmLanes } from '../../../state/index.ts';
import { AsOf } from '../inside/AsOf.tsx';
import { words as common } from '../inside/inside.words.ts';
import { useShownRun } from '../inside/use-shown-run.ts';
import { LaneTable } from './LaneTable.tsx';
import { Lanes } from './Lanes.tsx';
import { words } from './workers.words.ts';
import '../inside/inside.css';
import './workers.css';

export function WorkersPanel() {
  const run = useShownRun();
  if (run === undefined) return <p className="empty">{common.noRun}</p>;
  const { report, cursor } = run;
  const lanes = vmLanes(report, cursor);
  if (lanes.length === 0) return <p className="empty">{words.empty}</p>;
  const apart = report.plugins
    .filter((_, plugin) => lanes.filter(({ plugins }) => plugins.includes(plugin)).length > 1)
    .map(({ name }) => name);
  return (
    <div className="inside">
      {cursor !== undefined && (
        <div className="inside-tools">
          <AsOf />
        </div>
      )}
      <div className="inside-list workers">
        <Lanes report={report} lanes={lanes} segments={laneSegments(report, shownUpTo(report, cursor))} />
        <LaneTable report={report} lanes={lanes} />
        <p className="inside-note">{apart.length > 0 ? words.notShared(apart) : words.oneVm}</p>
      </div>
    </div>
  );
}
