import { Fragment } from 'react';
import { type Verdict, words } from './inspect.words.ts';

/** More than any filter has; a page with a row for each of a million would stand still. */
export const MOST_ROWS = 500;

interface VerdictTableProps {
  readonly columns: { readonly name: string; readonly verdict: string };
  readonly rows: readonly (Verdict & { readonly name: string; readonly from?: string })[];
}

/** Names of a module with what Envoy makes of each; what is in the way stands first. */
export function VerdictTable({ columns, rows }: VerdictTableProps) {
  const sorted = rows.toSorted((one, other) => Number(other.tone === 'removed') - Number(one.tone === 'removed'));
  return (
    <>
      <table className="inspect-table verdicts">
        <thead>
          <tr>
            <th scope="col">{columns.name}</th>
            <th scope="col">{columns.verdict}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, MOST_ROWS).map(({ name, from, tone, text }, index) => (
            <tr key={index}>
              <th scope="row">
                {from !== undefined && <small>{from}.</small>}
                <Name name={name} />
              </th>
              <td data-tone={tone}>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST_ROWS && <p className="unhandled">{words.more(rows.length - MOST_ROWS)}</p>}
    </>
  );
}

/** A long name breaks behind its words. */
function Name({ name }: { name: string }) {
  return name.split(/(?<=_)/).map((word, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {word}
    </Fragment>
  ));
}
