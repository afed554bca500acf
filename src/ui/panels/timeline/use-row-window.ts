import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

interface Settings {
  readonly count: number;
  /** Of a row, in pixels; all are equally high. */
  readonly height: number;
  /** Of what stands above the rows, and stays there. */
  readonly head: number;
  /** The row that is brought into view when another becomes it; behind the last: none. */
  readonly current: number;
}

/** A row that is drawn, and the element that draws it. */
interface Drawn {
  readonly index: number;
  readonly slot: number;
}

/** Rows that are drawn above and below what is seen. */
const BESIDE = 8;
/** The window moves by so many rows at once. */
const STEP = 4;
const AT_REST_MS = 200;

/**
 * The rows of a long list that are drawn. The element of a row that is scrolled out of the window draws the one that is
 * scrolled in: to write it anew costs a fraction of making another. Once nothing moves, the elements are put in the order
 * of their rows, which is the order in which they are read out.
 */
export function useRowWindow({ count, height, head, current }: Settings) {
  const box = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(0);
  const [first, setFirst] = useState(0);
  const [orderedAt, setOrderedAt] = useState(0);
  const slots = Math.ceil(seen / height / STEP) * STEP + STEP + 2 * BESIDE;

  const follow = useCallback(
    (top: number) => setFirst(Math.max(0, Math.floor((top - head) / height / STEP) * STEP - BESIDE)),
    [head, height],
  );
  const onScroll = () => follow(box.current?.scrollTop ?? 0);

  useLayoutEffect(() => {
    const shown = box.current;
    if (shown === null) return undefined;
    const measure = () => setSeen(shown.clientHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(shown);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    const shown = box.current;
    if (shown === null) return;
    if (current < count) {
      const [above, below] = [current * height, head + (current + 1) * height - shown.clientHeight];
      if (shown.scrollTop > above) shown.scrollTop = above;
      else if (shown.scrollTop < below) shown.scrollTop = below;
    }
    follow(shown.scrollTop);
  }, [current, count, height, head, follow]);
  useEffect(() => {
    const timer = setTimeout(() => setOrderedAt(first), AT_REST_MS);
    return () => clearTimeout(timer);
  }, [first]);

  return { box, onScroll, drawn: drawnRows({ first, slots, count, from: orderedAt }) };
}

/** The rows of a window by the slots that they fall to, beginning with the slot of one of them. */
export function drawnRows({
  first,
  slots,
  count,
  from,
}: Readonly<Record<'first' | 'slots' | 'count' | 'from', number>>) {
  const drawn: Drawn[] = [];
  for (let i = 0; i < slots; i++) {
    const slot = (from + i) % slots;
    const index = first + ((slot - (first % slots) + slots) % slots);
    if (index < count) drawn.push({ index, slot });
  }
  return drawn;
}
