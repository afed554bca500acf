import { hueOf } from './hue.ts';

/** A filter's place in the chain, in its own colour. */
export function FilterNumber({ index }: { index: number }) {
  return (
    <span className="filter-number" data-hue={hueOf(index)}>
      {index + 1}
    </span>
  );
}
