import { GitCompareArrows, History, Pin, PinOff, RotateCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { PastRun } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';
import { Button, IconButton } from '../../parts/Button.tsx';
import { offerUndo } from '../toasts/offer-undo.ts';
import { words } from './history.words.ts';

export function RunList({ runs }: { runs: readonly PastRun[] }) {
  const commands = useCommands();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const choose = (id: string, isChosen: boolean) =>
    setChosen(isChosen ? [...chosen.slice(-1), id] : chosen.filter((one) => one !== id));
  const restore = ({ id }: PastRun) => {
    commands.restoreRun(id);
    offerUndo(words.restored, commands);
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
        <Button small look="quiet" onClick={() => commands.forgetRuns()}>
          <Trash2 aria-hidden />
          {words.forget}
        </Button>
      </div>
      <ol className="runs" aria-label={words.list}>
        {runs.map((run, index) => {
          const { id, at, requests, exchanges, filters, isPinned, times } = run;
          const time = timeText(at);
          const before = runs[index + 1];
          return (
            <li key={id} className="run" data-pinned={isPinned || undefined}>
              <input
                type="checkbox"
                className="check"
                aria-label={words.choose(time)}
                checked={chosen.includes(id)}
                onChange={(event) => choose(id, event.target.checked)}
              />
              <time className="mono" dateTime={new Date(at).toISOString()}>
                {time}
              </time>
              <span className="run-statuses">
                {exchanges.slice(0, mostShown).map(({ status }, i) => (
                  <strong key={i} className="run-status" data-class={Math.floor(status / 100)}>
                    {status === 0 ? words.noResponse : status}
                  </strong>
                ))}
                {exchanges.length > mostShown && (
                  <span className="faint">{words.more(exchanges.length - mostShown)}</span>
                )}
              </span>
              <span className="run-what">
                {requests.map(({ name }) => name).join(' → ')}
                <span className="faint mono">
                  {' '}
                  {exchanges.map(({ method, path }) => `${method} ${path}`).join(', ')}
                </span>
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
                  onClick={() => commands.pinRun(id)}
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

export const timeText = (at: number): string =>
  new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
