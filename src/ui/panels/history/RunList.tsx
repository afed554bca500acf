import { GitCompareArrows, History, Pin, PinOff, RotateCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { type PastRun, shortStep } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';
import { Button, IconButton } from '../../parts/Button.tsx';
import { Note } from '../../parts/Note.tsx';
import { offerUndo } from '../toasts/offer-undo.ts';
import { words } from './history.words.ts';
import { statusOf, whatOf } from './sent-text.ts';

interface RunListProps {
  readonly runs: readonly PastRun[];
  /** How long they last, where that is not long. */
  readonly note: string;
}

export function RunList({ runs, note }: RunListProps) {
  const commands = useCommands();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const choose = (id: string, isChosen: boolean) =>
    setChosen(isChosen ? [...chosen.slice(-1), id] : chosen.filter((one) => one !== id));
  const restore = ({ id }: PastRun) => {
    void commands.restoreRun(id);
    offerUndo(words.restored, () => commands.undo());
  };
  const clear = async () => {
    await commands.forgetRuns();
    offerUndo(words.forgotten, () => commands.bringBackRuns());
  };
  return (
    <div className="history scrolls">
      <div className="view-tools">
        <Button small disabled={chosen.length < 2} onClick={() => commands.compareRuns(chosen)}>
          <GitCompareArrows aria-hidden />
          {words.compareChosen}
        </Button>
        <span className="faint history-hint">{words.compareHint}</span>
        <span className="grow" />
        <Button small look="quiet" data-tip={words.forgetTip} onClick={() => void clear()}>
          <Trash2 aria-hidden />
          {words.forget}
        </Button>
      </div>
      {note !== '' && <Note>{note}</Note>}
      <ol className="runs" aria-label={words.list}>
        {runs.map((run, index) => {
          const { id, number, at, steps, exchanges, filters, isPinned, times } = run;
          const time = timeText(at);
          const before = runs[index + 1];
          return (
            <li key={id} className="run" data-pinned={isPinned || undefined}>
              <input
                type="checkbox"
                className="check"
                aria-label={words.choose(`${words.numbered(number)}, ${time}`)}
                checked={chosen.includes(id)}
                onChange={(event) => choose(id, event.target.checked)}
              />
              <span className="run-number mono faint">{number}</span>
              <time className="mono" dateTime={new Date(at).toISOString()}>
                {time}
              </time>
              <span className="run-statuses">
                {exchanges
                  .slice(0, mostShown)
                  .map(statusOf)
                  .map(({ text, kind }, i) => (
                    <strong key={i} className="run-status" data-class={kind}>
                      {text}
                    </strong>
                  ))}
                {exchanges.length > mostShown && (
                  <span className="faint">{words.more(exchanges.length - mostShown)}</span>
                )}
              </span>
              <span className="run-what">
                {steps.map(shortStep).join(' → ')}
                <span className="faint mono"> {exchanges.map(whatOf).join(', ')}</span>
                {times > 1 && <span className="faint"> {words.times(times)}</span>}
              </span>
              <span className="run-filters faint">{filters.join(' → ')}</span>
              <span className="run-actions">
                {before && (
                  <IconButton
                    small
                    name={words.withBefore}
                    icon={<GitCompareArrows />}
                    onClick={() => commands.compareRuns([id, before.id])}
                  />
                )}
                <IconButton small name={words.replay} icon={<RotateCw />} onClick={() => void commands.replayRun(id)} />
                <IconButton small name={words.restore} icon={<History />} onClick={() => restore(run)} />
                <IconButton
                  small
                  name={isPinned ? words.unpin : words.pin}
                  icon={isPinned ? <PinOff /> : <Pin />}
                  aria-pressed={isPinned}
                  onClick={() => void commands.pinRun(id)}
                />
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

const mostShown = 4;

/** The time of a run of today; of another day its date as well. */
export function timeText(at: number): string {
  const then = new Date(at);
  const isToday = then.toDateString() === new Date().toDateString();
  if (isToday) return then.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  return then.toLocaleString('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
}
