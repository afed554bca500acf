import type { HeaderJourney, JourneyCell, JourneyColumn, JourneyTable as Section } from '../../../state/index.ts';
import { FilterNumber } from '../../parts/FilterNumber.tsx';
import { changedFirst } from './journey-rows.ts';
import { words } from './result.words.ts';

interface JourneyTableProps {
  readonly journey: HeaderJourney;
  /** Names of the filters by position. */
  readonly filters: readonly string[];
}

/** Headers as rows, the places they pass as columns, in the order in which they pass them. */
export function JourneyTable({ journey, filters }: JourneyTableProps) {
  return (
    // What scrolls must take the focus, so that keys can scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="journey scrolls" tabIndex={0} aria-label={words.journey}>
      <table>
        <SectionRows title={words.request} section={journey.request} filters={filters} />
        <SectionRows title={words.response} section={journey.response} filters={filters} />
      </table>
    </section>
  );
}

interface SectionProps {
  readonly title: string;
  readonly section: Section;
  readonly filters: readonly string[];
}

function SectionRows({ title, section, filters }: SectionProps) {
  const { columns, rows } = section;
  return (
    <tbody>
      <tr className="stages">
        <th scope="col">{title}</th>
        {columns.map((column, index) => (
          <th key={index} scope="col" data-state={column.state} data-at={column.at}>
            <Stage column={column} filters={filters} isLast={index === columns.length - 1} />
          </th>
        ))}
      </tr>
      {rows.length === 0 && (
        <tr>
          <td colSpan={columns.length + 1} className="faint">
            {words.noHeaders}
          </td>
        </tr>
      )}
      {changedFirst(section).map(({ name, cells }) => (
        <tr key={name}>
          <th scope="row" title={name}>
            <div className="row-name">{name}</div>
          </th>
          {cells.map((cell, index) => (
            <Cell key={index} cell={cell} isEnd={index === 0 || index === cells.length - 1} />
          ))}
        </tr>
      ))}
    </tbody>
  );
}

function Stage({ column, filters, isLast }: { column: JourneyColumn; filters: readonly string[]; isLast: boolean }) {
  const { filter, state, at } = column;
  return (
    <span className="stage">
      {filter !== undefined && <FilterNumber index={filter} />}
      <span className="stage-name">{words.column(column, at === 'filter' ? filters[filter ?? 0] : undefined)}</span>
      {state !== 'reached' && <span className="badge">{words.states[state]}</span>}
      {!isLast && (
        <span className="arrow" aria-hidden>
          →
        </span>
      )}
    </span>
  );
}

function Cell({ cell: { change, values }, isEnd }: { cell: JourneyCell; isEnd: boolean }) {
  const text = values.join('\n');
  const isValueShown = change === 'added' || change === 'changed' || (isEnd && values.length > 0);
  const isSignShown = change !== 'same' || !isEnd;
  return (
    <td data-change={change} title={text || undefined}>
      <div className="cell-line">
        {isSignShown && (
          <span className="sign" aria-hidden>
            {words.signs[change]}
          </span>
        )}
        <span className="for-readers">{words.changes[change]} </span>
        {isValueShown && <span className="value">{text}</span>}
        {change === 'removed' && (
          <span className="value" aria-hidden>
            {words.removed}
          </span>
        )}
      </div>
    </td>
  );
}
