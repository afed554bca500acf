import { endOfRun, type Report } from '../../../model/index.ts';
import { metricHistory, type MetricAt, metricsAt, prometheusName, statName } from '../../../state/index.ts';
import { StepLine } from '../../parts/StepLine.tsx';
import { ExpectButton } from '../checks/ExpectButton.tsx';
import { AsOf } from '../inside/AsOf.tsx';
import { ColumnHeads } from '../inside/ColumnHeads.tsx';
import { words as common } from '../inside/inside.words.ts';
import { useRows } from '../inside/use-rows.ts';
import { useShownRun } from '../inside/use-shown-run.ts';
import { MetricDetail } from './MetricDetail.tsx';
import { words } from './metrics.words.ts';
import '../inside/inside.css';
import './metrics.css';

const idOf = ({ kind, name }: MetricAt) => `${kind} ${name}`;

export function MetricsPanel() {
  const run = useShownRun();
  const metrics = run ? metricsAt(run.report, run.cursor) : [];
  const { open, row } = useRows(metrics.map(idOf));
  if (run === undefined) return <p className="empty">{common.noRun}</p>;
  const { report, cursor } = run;
  if (metricHistory(report).length === 0) return <p className="empty">{words.empty}</p>;
  const shown = metrics.find((metric) => idOf(metric) === open);
  return (
    <div className="inside">
      {cursor !== undefined && (
        <div className="inside-tools">
          <AsOf />
        </div>
      )}
      {shown === undefined ? (
        <p className="empty">{words.notYet}</p>
      ) : (
        <div className="inside-split">
          <div className="inside-list">
            <table className="inside-table" aria-label={words.list}>
              <thead>
                <tr>
                  <ColumnHeads
                    of={[
                      words.columns.name,
                      [words.columns.kind, 'roomy'],
                      words.columns.over,
                      [words.columns.value, 'number'],
                      [words.columns.line, 'roomy'],
                    ]}
                  />
                </tr>
              </thead>
              <tbody>
                {metrics.map((metric) => (
                  <tr key={idOf(metric)}>
                    <th scope="row">
                      <button type="button" {...row(idOf(metric))}>
                        {statName(metric.name)}
                      </button>
                    </th>
                    <td className="roomy soft">{words.kinds[metric.kind]}</td>
                    <td>
                      <OverTheRun metric={metric} from={0} to={endOfRun(report.trace)} cursor={cursor} />
                    </td>
                    <td className="number">
                      <ExpectEnd name={metric.name} stats={report.stats} />
                      {valueText(metric)}
                    </td>
                    <td className="roomy mono value">{lineOf(metric)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <MetricDetail key={idOf(shown)} report={report} metric={shown} />
        </div>
      )}
    </div>
  );
}

/** A check looks at the value at the end of the run, wherever the cursor is. */
function ExpectEnd({ name, stats }: { name: string; stats: Report['stats'] }) {
  const end = stats[statName(name)];
  if (end === undefined) return null;
  return (
    <ExpectButton
      claim={{ subject: 'metrics', of: statName(name).replace(/^wasmcustom\./, ''), expected: end }}
      of={words.atTheEnd(name, end.toLocaleString('en'))}
    />
  );
}

function valueText({ kind, value }: MetricAt): string {
  const text = value.toLocaleString('en');
  return kind === 'histogram' ? words.values(text) : text;
}

function lineOf({ kind, name, value }: MetricAt) {
  const shown = prometheusName(name);
  if (shown === undefined) return <span className="soft">{words.hidden}</span>;
  return `${shown.name}${kind === 'histogram' ? '_count' : ''}{${shown.tags}} ${value}`;
}

interface OverTheRunProps {
  readonly metric: MetricAt;
  readonly from: number;
  readonly to: number;
  readonly cursor: number | undefined;
}

/** The whole run, whatever the cursor shows of it. */
function OverTheRun({ metric, from, to, cursor }: OverTheRunProps) {
  const steps = metric.changes
    .filter(({ at }) => at < to)
    .map(({ at, value }) => ({ at, value: Number(BigInt.asIntN(64, value)) }));
  const [first, last] = [steps[0]?.value ?? 0, steps.at(-1)?.value ?? 0];
  const label = words.over(metric.name, first.toLocaleString('en'), last.toLocaleString('en'));
  return <StepLine steps={steps} from={from} to={to} mark={cursor} label={label} />;
}
