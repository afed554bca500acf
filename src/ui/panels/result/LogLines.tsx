import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, useLayoutEffect, useRef, useState } from 'react';
import type { LogLevel } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';
import { ExpectButton } from '../checks/ExpectButton.tsx';
import { hueOf } from '../../parts/hue.ts';
import type { ShownLine } from './log-lines.ts';
import { logWords as words } from './log.words.ts';

/** As checks write it. */
const levelOf = (level: LogLevel) => (level === 'warning' ? 'warn' : level);

/** So few are all drawn: the browser's own search finds them, and a selection may run through all. */
const FEW = 300;
const LINE_HEIGHT = 24;
const PAGE = 20;

/** Lines of a log, of which only those near the ones that are seen are drawn when they are many. */
export function LogLines({ lines, isWhole }: { lines: readonly ShownLine[]; isWhole: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  // One stop for Tab: arrow keys go from line to line.
  const [last, setFocused] = useState<number>();
  const known = lines.findIndex(({ at }) => at === last);
  const focused = Math.max(known, 0);
  const goesTo = useRef<number>(undefined);
  // oxlint-disable-next-line react/incompatible-library -- its functions are called here and handed to nobody
  const list = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    getItemKey: (index) => lines[index]?.at ?? index,
    estimateSize: () => LINE_HEIGHT,
    overscan: 12,
    useFlushSync: false,
    rangeExtractor: (range) => drawnLines(range, focused),
  });
  useLayoutEffect(() => {
    const at = goesTo.current;
    const line = at === undefined ? null : box.current?.querySelector<HTMLElement>(`[data-at="${at}"] .log-line`);
    if (!line) return;
    goesTo.current = undefined;
    line.focus();
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const end = lines.length - 1;
    const to = {
      ArrowDown: focused + 1,
      ArrowUp: focused - 1,
      PageDown: Math.min(focused + PAGE, end),
      PageUp: Math.max(focused - PAGE, 0),
      Home: 0,
      End: end,
    }[event.key];
    const line = to === undefined ? undefined : lines[to];
    if (to === undefined || line === undefined) return;
    event.preventDefault();
    goesTo.current = line.at;
    setFocused(line.at);
    list.scrollToIndex(to);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys that one of its lines has not taken
    <div ref={box} className="log-box scrolls" onKeyDown={onKeyDown}>
      <ol className="log-lines mono" style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          return (
            line && (
              <Line
                key={line.at}
                line={line}
                index={index}
                count={lines.length}
                top={start}
                isWhole={isWhole}
                isStop={index === focused}
                measure={list.measureElement}
                onFocus={setFocused}
              />
            )
          );
        })}
      </ol>
    </div>
  );
}

/** The line that has the focus, or would get it, is there wherever one scrolls. */
function drawnLines(range: Range, focused: number): number[] {
  if (range.count <= FEW) return Array.from({ length: range.count }, (_, index) => index);
  const near = defaultRangeExtractor(range);
  return near.includes(focused) ? near : [...near, focused].sort((a, b) => a - b);
}

interface LineProps {
  readonly line: ShownLine;
  readonly index: number;
  readonly count: number;
  readonly top: number;
  readonly isWhole: boolean;
  /** Tab comes to it. */
  readonly isStop: boolean;
  readonly measure: (line: Element | null) => void;
  readonly onFocus: (at: number) => void;
}

const Line = memo(function Line({ line, index, count, top, isWhole, isStop, measure, onFocus }: LineProps) {
  const commands = useCommands();
  const { at, level, filter, prefix, message, said } = line;
  const borderColor = filter === undefined ? undefined : `var(--hue-${hueOf(filter)})`;
  return (
    <li
      ref={measure}
      data-index={index}
      data-at={at}
      data-level={level}
      aria-posinset={index + 1}
      aria-setsize={count}
      style={{ top, borderColor }}
    >
      <span className="log-prefix">{isWhole ? prefix : words.levels[level]} </span>
      <button
        type="button"
        className="log-line"
        title={words.toSource}
        tabIndex={isStop ? 0 : -1}
        onFocus={() => onFocus(at)}
        onClick={() => void commands.showSource(at)}
      >
        {message}
      </button>
      {said !== undefined && (
        <ExpectButton
          claim={{ subject: 'logs', expected: { contains: said, level: levelOf(level) } }}
          of={words.logLine}
          isSkipped={!isStop}
        />
      )}
    </li>
  );
});
