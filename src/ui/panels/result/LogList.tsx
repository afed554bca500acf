import { type KeyboardEvent, memo, useState } from 'react';
import { type LogLevel, logLevels } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';
import { ExpectButton } from '../checks/ExpectButton.tsx';
import { hueOf } from '../../parts/hue.ts';
import type { ShownLine } from './log-lines.ts';
import { words } from './result.words.ts';

const most = 2000;
/** As checks write it. */
const levelOf = (level: LogLevel) => (level === 'warning' ? 'warn' : level);

export function LogList({ lines }: { lines: readonly ShownLine[] }) {
  const [least, setLeast] = useState<LogLevel>('trace');
  const [isWhole, setIsWhole] = useState(false);
  const fitting = lines.filter(({ level }) => logLevels.indexOf(level) >= logLevels.indexOf(least));
  const shown = fitting.slice(-most);
  // One stop for Tab: arrow keys go from line to line.
  const [last, setFocused] = useState<number>();
  const focused = shown.some(({ at }) => at === last) ? last : shown[0]?.at;
  const choose = (value: string) => setLeast(logLevels.find((level) => level === value) ?? 'trace');
  return (
    <div className="log-view">
      <div className="view-tools">
        <label>
          {words.level}
          <select className="input" value={least} onChange={(event) => choose(event.target.value)}>
            {logLevels.map((level) => (
              <option key={level} value={level}>
                {words.levels[level]}
              </option>
            ))}
          </select>
        </label>
        <label>
          <input
            type="checkbox"
            className="check"
            checked={isWhole}
            onChange={(event) => setIsWhole(event.target.checked)}
          />
          {words.wholeLines}
        </label>
        {fitting.length < lines.length && <span className="faint">{words.hidden(lines.length - fitting.length)}</span>}
        {shown.length < fitting.length && <span className="faint">{words.cutLogs(fitting.length - shown.length)}</span>}
      </div>
      {shown.length === 0 && <p className="empty">{words.noLogs}</p>}
      <ol className="log-lines mono">
        {shown.map((line) => (
          <Line key={line.at} line={line} isWhole={isWhole} isStop={line.at === focused} onFocus={setFocused} />
        ))}
      </ol>
    </div>
  );
}

interface LineProps {
  readonly line: ShownLine;
  readonly isWhole: boolean;
  /** Tab comes to it. */
  readonly isStop: boolean;
  readonly onFocus: (at: number) => void;
}

const Line = memo(function Line({ line, isWhole, isStop, onFocus }: LineProps) {
  const commands = useCommands();
  const { at, level, filter, prefix, message, said } = line;
  return (
    <li data-level={level} style={filter === undefined ? undefined : { borderColor: `var(--hue-${hueOf(filter)})` }}>
      <span className="log-prefix">{isWhole ? prefix : words.levels[level]} </span>
      <button
        type="button"
        className="log-line"
        title={words.toSource}
        tabIndex={isStop ? 0 : -1}
        onFocus={() => onFocus(at)}
        onKeyDown={step}
        onClick={() => void commands.showSource(at)}
      >
        {message}
      </button>
      {said !== undefined && (
        <ExpectButton
          claim={{ subject: 'logs', expected: { contains: said, level: levelOf(level) } }}
          of={words.logLine}
        />
      )}
    </li>
  );
});

function step(event: KeyboardEvent<HTMLElement>): void {
  const line = event.currentTarget.closest('li');
  const next = { ArrowDown: line?.nextElementSibling, ArrowUp: line?.previousElementSibling }[event.key];
  if (!next) return;
  event.preventDefault();
  next.querySelector('button')?.focus();
}
