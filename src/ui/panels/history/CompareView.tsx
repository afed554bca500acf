import { ArrowLeft } from 'lucide-react';
import { useMemo, useState } from 'react';
import { type Difference, differences, type LineChange, type PastRun, shortStep } from '../../../state/index.ts';
import { Button } from '../../parts/Button.tsx';
import { timeText } from './RunList.tsx';
import { statusOf, whatOf } from './sent-text.ts';
import { sideBySide } from './side-by-side.ts';
import { words } from './history.words.ts';

interface CompareViewProps {
  readonly earlier: PastRun;
  readonly later: PastRun;
  readonly onBack: () => void;
}

/** Two runs beside each other: only what differs. */
export function CompareView({ earlier, later, onBack }: CompareViewProps) {
  const [position, setPosition] = useState(0);
  const found = useMemo(() => differences(earlier, later, position), [earlier, later, position]);
  const exchanges = earlier.exchanges.length > later.exchanges.length ? earlier.exchanges : later.exchanges;
  return (
    <div className="compare scrolls">
      <div className="view-tools">
        <Button small look="quiet" onClick={onBack}>
          <ArrowLeft aria-hidden />
          {words.back}
        </Button>
        {exchanges.length > 1 && (
          <select
            className="input compare-exchange"
            aria-label={words.exchange}
            value={position}
            onChange={(event) => setPosition(Number(event.target.value))}
          >
            {exchanges.map((sent, index) => (
              <option key={index} value={index}>
                {`${index + 1}. ${whatOf(sent)}`}
              </option>
            ))}
          </select>
        )}
      </div>
      <div className="compare-heads">
        <RunHead title={words.left} run={earlier} position={position} />
        <RunHead title={words.right} run={later} position={position} />
      </div>
      {found.length === 0 && <p className="empty">{words.same}</p>}
      {found.map((difference) => (
        <Section key={`${difference.section} ${difference.of}`} difference={difference} />
      ))}
    </div>
  );
}

function RunHead({ title, run, position }: { title: string; run: PastRun; position: number }) {
  const exchange = run.exchanges[position];
  return (
    <div>
      <strong>{`${title}, ${words.numbered(run.number)}`}</strong> <time className="mono">{timeText(run.at)}</time>{' '}
      {exchange && (
        <strong className="run-status" data-class={statusOf(exchange).kind}>
          {statusOf(exchange).text}
        </strong>
      )}{' '}
      <span className="soft">{run.steps.map(shortStep).join(' → ')}</span>
    </div>
  );
}

function Section({ difference: { section, of, changes } }: { difference: Difference }) {
  const title = words.sections[section];
  return (
    <details open className="compare-section">
      <summary>
        {title}
        {of !== '' && <code> {of}</code>}
        <span className="compare-count">
          <span data-kind="removed">−{changes.filter(({ kind }) => kind === 'removed').length}</span>{' '}
          <span data-kind="added">+{changes.filter(({ kind }) => kind === 'added').length}</span>
        </span>
      </summary>
      <div className="compare-inline">
        {changes.map((change, index) => (
          <Line key={index} change={change} />
        ))}
      </div>
      <div className="compare-sides">
        {sideBySide(changes).map(({ left, right }, index) => (
          <div key={index} className="compare-pair">
            <Line change={left} />
            <Line change={right} />
          </div>
        ))}
      </div>
    </details>
  );
}

const signs = { same: ' ', added: '+', removed: '−', gap: '⋯' } as const;

function Line({ change }: { change: LineChange | undefined }) {
  if (change === undefined) return <div className="compare-line" data-kind="none" />;
  const { kind, text } = change;
  return (
    <div className="compare-line mono" data-kind={kind}>
      <span aria-hidden>{signs[kind]}</span>
      {(kind === 'removed' || kind === 'added') && <span className="for-readers">{words[kind]}</span>}
      <span>{kind === 'gap' ? words.gap : text}</span>
    </div>
  );
}
