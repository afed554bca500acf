import type { Report } from '../../../model/index.ts';
import type { LaneSegment, VmLane } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';
import { countText } from '../../parts/size-text.ts';
import { laneName } from './lane-name.ts';
import { words } from './workers.words.ts';

const most = 400;

interface LanesProps {
  readonly report: Report;
  readonly lanes: readonly VmLane[];
  readonly segments: readonly LaneSegment[];
}

/** A lane for each VM, and in it what the VM was called for, in the order of the whole run. */
export function Lanes({ report, lanes, segments }: LanesProps) {
  const commands = useCommands();
  const shown = segments.slice(0, most);
  const columns = `var(--lane-name) repeat(${Math.max(1, shown.length)}, max-content)`;
  return (
    <figure className="lanes" aria-label={words.lanes}>
      <figcaption className="soft">{words.order}</figcaption>
      <ul className="lane-grid" style={{ gridTemplateColumns: columns }}>
        {lanes.map((lane, line) => (
          <li key={lane.vm} className="lane" aria-label={laneName(lane)}>
            <span className="lane-name" style={{ gridRow: line + 1 }}>
              <strong>{words.thread(lane.thread)}</strong>
              <span className="faint">{lane.vmId === '' ? words.noVmId : lane.vmId}</span>
            </span>
            {shown.map((segment, index) =>
              segment.vm === lane.vm ? (
                <button
                  key={segment.at}
                  type="button"
                  className="lane-segment"
                  data-kind={segment.kind}
                  style={{ gridColumn: index + 2, gridRow: line + 1 }}
                  aria-label={words.segment(nameOf(report, segment), laneName(lane), segment.callbacks)}
                  title={`${nameOf(report, segment)}, ${segment.ms} ms`}
                  onClick={() => commands.showRow(segment.at)}
                  onPointerEnter={() => commands.lightRow(segment.at)}
                  onPointerLeave={() => commands.lightRow(undefined)}
                >
                  {labelOf(segment)}
                </button>
              ) : null,
            )}
          </li>
        ))}
      </ul>
      {segments.length > most && <p className="inside-note">{words.more(countText(most))}</p>}
    </figure>
  );
}

function labelOf({ kind, exchange, callbacks }: LaneSegment): string {
  if (kind === 'request') return words.request(exchange);
  return kind === 'tick' && callbacks > 1 ? words.ticks(callbacks) : words.kinds[kind];
}

function nameOf({ exchanges }: Report, segment: LaneSegment): string {
  const { kind, exchange } = segment;
  const sent = exchanges[exchange];
  if (kind !== 'request' || sent === undefined) return labelOf(segment);
  return `${words.kinds.request} ${words.request(exchange)}, ${sent.method} ${sent.path}`;
}
