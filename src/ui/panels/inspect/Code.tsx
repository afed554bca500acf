import { useLayoutEffect, useRef, useState } from 'react';
import { words } from './inspect.words.ts';
import type { Lines } from './wat-view.ts';

const LINE = 18;
/** Lines above and below what is seen. */
const SPARE = 40;

/** A text of any length: only the lines in sight are in the page. */
export function Code({ lines, mark }: { lines: Lines; mark: number | undefined }) {
  const box = useRef<HTMLElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    box.current?.scrollTo({ top: mark === undefined ? 0 : Math.max(0, (mark - 2) * LINE), left: 0 });
  }, [lines, mark]);
  const first = Math.max(0, Math.floor(top / LINE) - SPARE);
  const last = Math.min(lines.count, first + Math.ceil(height / LINE) + 2 * SPARE);
  return (
    // A text longer than its place is scrolled by keys: it takes the focus.
    <section
      ref={box}
      className="wat-code"
      aria-label={words.code}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <div style={{ height: lines.count * LINE }}>
        {mark !== undefined && <span className="wat-mark" style={{ top: mark * LINE }} />}
        <pre style={{ top: first * LINE }}>{lines.slice(first, last)}</pre>
      </div>
    </section>
  );
}
