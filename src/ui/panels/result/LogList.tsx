import { Copy } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { type LogLevel, logLevels } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';
import { IconButton } from '../../parts/Button.tsx';
import { fittingLines, textOfLines } from './fitting-lines.ts';
import type { ShownLine } from './log-lines.ts';
import { LogLines } from './LogLines.tsx';
import { logWords as words } from './log.words.ts';

export function LogList({ lines }: { lines: readonly ShownLine[] }) {
  const commands = useCommands();
  const [least, setLeast] = useState<LogLevel>('trace');
  const [isWhole, setIsWhole] = useState(false);
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text);
  const shown = useMemo(() => fittingLines(lines, { least, text: wanted }), [lines, least, wanted]);
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
        <input
          type="search"
          className="input log-find"
          aria-label={words.findInLog}
          placeholder={words.findInLog}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <label>
          <input
            type="checkbox"
            className="check"
            checked={isWhole}
            onChange={(event) => setIsWhole(event.target.checked)}
          />
          {words.wholeLines}
        </label>
        <IconButton
          small
          name={words.copyLines}
          icon={<Copy />}
          disabled={shown.length === 0}
          onClick={() => void commands.copyText(textOfLines(shown, isWhole))}
        />
        <output className="faint">{shown.length < lines.length && words.linesOf(shown.length, lines.length)}</output>
      </div>
      {shown.length === 0 ? (
        <p className="empty">{text === '' ? words.noLogs : words.noLogsFit}</p>
      ) : (
        <LogLines lines={shown} isWhole={isWhole} />
      )}
    </div>
  );
}
