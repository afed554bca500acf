import type { ExpectedClaim, JourneyCell, JourneyColumn } from '../../../state/index.ts';
import { ExpectButton } from '../checks/ExpectButton.tsx';
import { isLater, isMadeAt, leadsTo } from './journey-spots.ts';
import { words } from './result.words.ts';

interface JourneyCellsProps {
  readonly cells: readonly JourneyCell[];
  readonly columns: readonly JourneyColumn[];
  /** What the keys of the cells begin with. */
  readonly prefix: string;
  readonly cursor: number | undefined;
  /** The record that is pointed at somewhere, if it made a cell of this row. */
  readonly lit: number | undefined;
  readonly tabStop: string | undefined;
  /** The cell that the tip is about. */
  readonly described: string | undefined;
  readonly tip: string;
  /** What a check would say of the header. */
  readonly expected: ExpectedClaim | undefined;
}

export function JourneyCells({ cells, columns, prefix, expected, ...rest }: JourneyCellsProps) {
  const { cursor, lit, tabStop, described, tip } = rest;
  return cells.map((cell, index) => {
    const key = `${prefix}${index}`;
    const column = columns[index];
    const isLinked = leadsTo(cell) !== undefined;
    const content = <CellContent cell={cell} isEnd={index === 0 || index === cells.length - 1} />;
    return (
      <td
        key={key}
        data-change={cell.change}
        data-lit={isMadeAt(cell, lit) || undefined}
        data-later={(column && isLater(cell, column, cursor)) || undefined}
      >
        {isLinked ? (
          <button
            type="button"
            className="cell-line"
            data-spot={key}
            tabIndex={key === tabStop ? 0 : -1}
            aria-describedby={key === described ? tip : undefined}
          >
            {content}
          </button>
        ) : (
          <div className="cell-line" data-spot={cell.by && key}>
            {content}
          </div>
        )}
        {expected && index === cells.length - 1 && (
          <ExpectButton isSkipped claim={expected} of={expected.of ?? expected.subject} />
        )}
      </td>
    );
  });
}

function CellContent({ cell: { change, value }, isEnd }: { cell: JourneyCell; isEnd: boolean }) {
  const isValueShown = value !== undefined && (change === 'added' || change === 'changed' || isEnd);
  const isSignShown = change !== 'same' || !isEnd;
  return (
    <>
      {isSignShown && (
        <span className="sign" aria-hidden>
          {words.signs[change]}
        </span>
      )}
      <span className="for-readers">{words.changes[change]} </span>
      {isValueShown && <span className="value">{value}</span>}
      {change === 'removed' && (
        <span className="value" aria-hidden>
          {words.removed}
        </span>
      )}
    </>
  );
}
