import { ChevronRight, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import { RowKind } from '../../../state/index.ts';
import { hueOf } from '../../parts/hue.ts';
import type { RowText } from './row-text.ts';
import { words } from './timeline.words.ts';

interface TimelineRowProps {
  readonly id: string;
  readonly row: number;
  readonly place: number;
  readonly top: number;
  readonly height: number;
  readonly text: RowText;
  readonly kind: number;
  readonly depth: number;
  readonly ms: number;
  readonly measured: number | undefined;
  readonly hasMeasured: boolean;
  readonly fold: 'folded' | 'open' | 'leaf';
  readonly isCurrent: boolean;
  readonly isLit: boolean;
  /** It was refused, or something is to be said about it. */
  readonly isMarked: boolean;
  readonly lane: number;
  readonly laneName: string;
  readonly hue: number;
}

const kindNames: Readonly<Record<number, string>> = Object.fromEntries(
  Object.entries(RowKind).map(([name, kind]) => [kind, name]),
);
/** Deeper rows move no further to the right. */
const DEEPEST = 8;

/** Clicks are the list's. */
export const TimelineRow = memo(function TimelineRow(props: TimelineRowProps) {
  const { id, row, place, top, height, text, kind, depth, fold, lane, hue } = props;
  const { name, details, status, tone } = text;
  return (
    <tr
      id={id}
      className="tl-row"
      data-row={row}
      data-place={place}
      data-kind={kindNames[kind]}
      data-tone={tone}
      data-current={props.isCurrent || undefined}
      data-lit={props.isLit || undefined}
      aria-rowindex={place + 2}
      aria-level={depth + 1}
      aria-selected={props.isCurrent}
      aria-expanded={fold === 'leaf' ? undefined : fold === 'open'}
      style={{ transform: `translateY(${top}px)`, height, '--depth': Math.min(depth, DEEPEST) }}
    >
      <td className="tl-row-name">
        {fold === 'leaf' ? (
          <span className="tl-fold" />
        ) : (
          // Keys fold on the row itself, which says whether it is open.
          <button type="button" className="tl-fold" tabIndex={-1} aria-hidden data-fold={fold}>
            <ChevronRight />
          </button>
        )}
        <span className="tl-row-title">{name}</span>
      </td>
      <td className="tl-row-details" title={details}>
        {details}
      </td>
      <td className="tl-row-status" title={status}>
        {props.isMarked ? (
          <TriangleAlert aria-label={words.explained} />
        ) : tone === 'bad' ? (
          <span aria-hidden>✗ </span>
        ) : null}
        {status}
      </td>
      <td className="tl-row-time">{words.ms(props.ms)}</td>
      {props.hasMeasured && (
        <td className="tl-row-time tl-row-measured">{props.measured === undefined ? '' : words.us(props.measured)}</td>
      )}
      <td className="tl-lanes" title={props.laneName} aria-label={props.laneName}>
        <span className="tl-lane-bar" data-hue={hue < 0 ? undefined : hueOf(hue)} style={{ '--lane': lane }} />
      </td>
    </tr>
  );
});
