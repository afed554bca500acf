import { useState } from 'react';
import type { Report } from '../../../model/index.ts';
import type { DirectionAt, PlaceAt } from '../../../state/index.ts';
import { FilterNumber } from '../../parts/FilterNumber.tsx';
import { filterName } from './row-text.ts';
import { ChangedLines, Section } from './Section.tsx';
import { changedLines } from './state-changes.ts';
import { words } from './timeline.words.ts';

interface DirectionStateProps {
  readonly direction: 'request' | 'response';
  readonly now: DirectionAt;
  readonly before: DirectionAt;
  readonly report: Report;
}

/** Headers and trailers of one direction, as one place on their way sees them. */
export function DirectionState({ direction, now, before, report }: DirectionStateProps) {
  const [chosen, setChosen] = useState<number>();
  const index = chosen ?? Math.max(0, now.here);
  const place = now.places[index];
  const nameOf = ({ at, filter }: PlaceAt) => (filter === undefined ? words.places[at] : filterName(report, filter));
  const head = now.here >= 0 && (
    <fieldset className="tl-places" aria-label={words.seenBy}>
      {now.places.map((one, i) => (
        <button
          key={i}
          type="button"
          className="tl-place"
          data-state={one.state}
          aria-pressed={i === index}
          disabled={one.state === 'waiting'}
          title={`${nameOf(one)}: ${words.placeStates[one.state]}`}
          onClick={() => setChosen(i === now.here ? undefined : i)}
        >
          {one.filter === undefined ? nameOf(one) : <FilterNumber index={one.filter} />}
          {one.filter !== undefined && <span className="for-readers">{nameOf(one)}</span>}
          {i === now.here && <span className="tl-place-here" aria-label={words.placeStates.here} />}
        </button>
      ))}
    </fieldset>
  );
  const isHere = index === now.here;
  // Where they have just come to, nothing has been done to them yet.
  const old = isHere && before.here === now.here ? before.places[index]?.headers : place?.headers;
  const isThere = place !== undefined && place.state !== 'waiting';
  const title = direction === 'request' ? words.requestHeaders : words.responseHeaders;
  const trailersTitle = direction === 'request' ? words.requestTrailers : words.responseTrailers;
  return (
    <>
      <Section title={title} head={head} none={isThere ? undefined : words.notYet}>
        {isThere && <ChangedLines lines={changedLines(old ?? [], place.headers)} />}
      </Section>
      {now.trailers !== undefined && (
        <Section title={trailersTitle}>
          <ChangedLines lines={changedLines(before.trailers ?? [], now.trailers)} />
        </Section>
      )}
    </>
  );
}
