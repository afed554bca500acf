import { ChevronRight, TriangleAlert } from 'lucide-react';
import { type CSSProperties, memo } from 'react';
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
  /** Number of the request that it is part of, where that is not plain; 0: it is. */
  readonly request: number;
}

const kindNames: Readonly<Record<number, string>> = Object.fromEntries(
  Object.entries(RowKind).map(([name, kind]) => [kind, name]),
);
/** Deeper rows move no further to the right. */
const DEEPEST = 8;
const INDENT = 12;
/** What folds a row is as wide. */
const FOLD = 16;

/** Calls that have others around them; what is no call has a short bar. */
const FAINT: ReadonlySet<number> = new Set([RowKind.hostcall, RowKind.log, RowKind.memory]);
const SHORT: ReadonlySet<number> = new Set([RowKind.step, RowKind.mark, RowKind.host, RowKind.group]);

/**
 * The bar in a row's lane, narrower the deeper the row is. It is no element, and no row sets a custom property: while the
 * rows are scrolled, each element more and each property that is inherited anew is paid for in every frame.
 */
function barStyle(lane: number, depth: number, kind: number, filter: number): CSSProperties {
  const colour = filter < 0 ? 'var(--line-strong)' : `var(--hue-${hueOf(filter)})`;
  const shown = `color-mix(in srgb, ${colour} ${FAINT.has(kind) ? 45 : 85}%, transparent)`;
  return {
    backgroundImage: `linear-gradient(${shown}, ${shown})`,
    backgroundPosition: `calc(${lane} * var(--lane-width) + ${3 + depth * 2}px) 50%`,
    backgroundSize: `calc(var(--lane-width) - ${6 + depth * 2}px) ${SHORT.has(kind) ? '8px' : '100%'}`,
  };
}

/** Clicks are the list's. */
export const TimelineRow = memo(function TimelineRow(props: TimelineRowProps) {
  const { id, row, place, top, height, text, kind, depth, fold, lane, hue } = props;
  const { name, details, status, tone } = text;
  const isLeaf = fold === 'leaf';
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
      aria-expanded={isLeaf ? undefined : fold === 'open'}
      style={{ top, height }}
    >
      <td className="tl-row-name" style={{ paddingLeft: Math.min(depth, DEEPEST) * INDENT + (isLeaf ? FOLD : 0) }}>
        {!isLeaf && (
          // Keys fold on the row itself, which says whether it is open.
          <button type="button" className="tl-fold" tabIndex={-1} aria-hidden data-fold={fold}>
            <ChevronRight />
          </button>
        )}
        {props.request > 0 && (
          <span className="tl-row-request" title={words.partOf(props.request)}>
            #{props.request}
          </span>
        )}
        {name}
      </td>
      <td className="tl-row-details">{details}</td>
      <td className="tl-row-status">
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
      <td className="tl-lanes" aria-label={props.laneName} style={barStyle(lane, Math.min(depth, 3), kind, hue)} />
    </tr>
  );
});
