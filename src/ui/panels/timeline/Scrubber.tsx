import { ChevronDown, ChevronUp, SkipBack, SkipForward } from 'lucide-react';
import { IconButton } from '../../parts/Button.tsx';
import { words } from './timeline.words.ts';
import type { Move, Timeline } from './use-timeline.ts';

interface ScrubberProps {
  readonly place: number;
  readonly timeline: Timeline;
  readonly onGo: (place: number | undefined) => void;
  readonly onStep: (move: Move | 'end') => void;
}

/** Steps through the rows on show; behind the last of them is the end of the run. */
export function Scrubber({ place, timeline: { rows, shown, textOf }, onGo, onStep }: ScrubberProps) {
  const isAtEnd = place >= shown.length;
  const row = shown[place];
  const position = isAtEnd || row === undefined ? words.atEnd : words.position(row + 1, rows.count);
  const where = isAtEnd || row === undefined ? words.atEnd : `${position}: ${textOf(row).name}`;
  const move = (to: number) => (to >= shown.length ? onStep('end') : onGo(to));
  return (
    <fieldset className="tl-scrubber" aria-label={words.scrubber}>
      <IconButton small name={words.first} icon={<SkipBack />} disabled={place === 0} onClick={() => onStep('first')} />
      <IconButton
        small
        name={words.previous}
        icon={<ChevronUp />}
        disabled={place === 0}
        onClick={() => onStep('up')}
      />
      <IconButton small name={words.next} icon={<ChevronDown />} disabled={isAtEnd} onClick={() => move(place + 1)} />
      <IconButton small name={words.last} icon={<SkipForward />} disabled={isAtEnd} onClick={() => onStep('end')} />
      <input
        type="range"
        min={0}
        max={shown.length}
        value={Math.min(place, shown.length)}
        aria-label={words.scrubber}
        aria-valuetext={where}
        onChange={(event) => move(Number(event.target.value))}
      />
      <span className="tl-scrubber-place soft">{position}</span>
    </fieldset>
  );
}
