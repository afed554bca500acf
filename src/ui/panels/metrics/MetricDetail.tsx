import { Copy } from 'lucide-react';
import type { Report } from '../../../model/index.ts';
import { type MetricAt, prometheusName, prometheusText, statName } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';
import { IconButton } from '../../parts/Button.tsx';
import { countText } from '../../parts/size-text.ts';
import { ColumnHeads } from '../inside/ColumnHeads.tsx';
import { Listing } from '../inside/Listing.tsx';
import { RowLink } from '../inside/RowLink.tsx';
import { words } from './metrics.words.ts';

const most = 200;
const half = 1n << 63n;

export function MetricDetail({ report, metric }: { report: Report; metric: MetricAt }) {
  const commands = useCommands();
  const { kind, name, past, value } = metric;
  const text = prometheusText(metric);
  const shown = past.slice(-most);
  const first = past[0];
  const last = past.at(-1);
  const notes = [
    ...(text === undefined ? [words.hiddenNote] : []),
    ...((prometheusName(name)?.tags ?? '') === '' ? [] : [words.tagged]),
    ...(kind === 'histogram' ? [words.estimate] : []),
    ...(kind === 'gauge' && value >= half ? [words.wrapped] : []),
  ];
  return (
    <section className="inside-detail" aria-label={statName(name)}>
      <dl className="facts">
        <dt>{words.stats}</dt>
        <dd className="mono">{statName(name)}</dd>
        <dt>{words.defined}</dt>
        <dd>{first && <RowLink report={report} vm={first.vm} at={first.at} />}</dd>
        <dt>{words.last}</dt>
        <dd>{last && <RowLink report={report} vm={last.vm} at={last.at} />}</dd>
      </dl>
      {notes.map((note) => (
        <p key={note} className="soft">
          {note}
        </p>
      ))}
      {text !== undefined && (
        <div>
          <div className="detail-head">
            <h4>{words.prometheus}</h4>
            <IconButton small name={words.copy} icon={<Copy />} onClick={() => void commands.copyText(text)} />
          </div>
          <Listing label={words.prometheus} text={text} />
        </div>
      )}
      <table className="inside-table" aria-label={words.changes}>
        <thead>
          <tr>
            <ColumnHeads
              of={[words.changeColumns.where, words.changeColumns.what, [words.changeColumns.value, 'number']]}
            />
          </tr>
        </thead>
        <tbody>
          {shown.map(({ at, vm, what, amount, value: then, status }) => (
            <tr key={at}>
              <td>
                <RowLink report={report} vm={vm} at={at} />
              </td>
              <td className={what === 'refused' ? 'sign-removed' : undefined}>
                {words.what[what](amount.toLocaleString('en'))} {status}
              </td>
              <td className="number">{then.toLocaleString('en')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {past.length > most && <p className="soft">{words.earlier(countText(past.length - most))}</p>}
      <p className="soft">{words.shared}</p>
    </section>
  );
}
