import type { Report } from '../../../model/index.ts';
import { type PropertyPlace, type PropertyRow, typeOfPath } from '../../../state/index.ts';
import { ColumnHeads } from '../inside/ColumnHeads.tsx';
import { RowLink } from '../inside/RowLink.tsx';
import type { useRows } from '../inside/use-rows.ts';
import { placeName } from './place-name.ts';
import { placeOf, shownValue } from './shown-value.ts';
import { words } from './properties.words.ts';

interface PropertyTableProps {
  readonly report: Report;
  readonly rows: readonly PropertyRow[];
  readonly places: readonly PropertyPlace[];
  readonly place: number;
  readonly row: ReturnType<typeof useRows<string>>['row'];
}

export function PropertyTable({ report, rows, places, place, row }: PropertyTableProps) {
  const { columns } = words;
  return (
    <table className="inside-table properties" aria-label={words.list}>
      <thead>
        <tr>
          <ColumnHeads
            of={[
              columns.path,
              [columns.type, 'roomy'],
              columns.value,
              [columns.readable, 'roomy'],
              [columns.read, 'read-by'],
            ]}
          />
        </tr>
      </thead>
      <tbody>
        {rows.map((property) => {
          const { wire, path, info, reads } = property;
          const type = typeOfPath(property);
          const { text, isAbsent } = shownValue(property, placeOf(property, places, place));
          const first = reads[0];
          return (
            <tr key={wire}>
              <th scope="row" className="property-path">
                {first && <ReadSign status={first.status} />}
                <button type="button" {...row(wire)} data-unknown={info === undefined || undefined}>
                  {path.join('.')}
                </button>
              </th>
              <td className="roomy soft">{type ? words.types[type] : words.unknownType}</td>
              <td className="mono value">{isAbsent ? <span className="faint">{text}</span> : text.slice(0, 300)}</td>
              <td className="roomy">
                <Readable report={report} property={property} places={places} />
              </td>
              <td className="read-by">
                {first && (
                  <span className="read-mark">
                    <ReadLink report={report} at={first.at} />
                    {first.status !== 'Ok' && <span className="sign-removed">{first.status}</span>}
                    {reads.length > 1 && <span className="faint">×{reads.length}</span>}
                  </span>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Says that a filter read it, and whether it got something. */
function ReadSign({ status }: { status: string }) {
  const isOk = status === 'Ok';
  return (
    <span className={isOk ? 'read-sign sign-added' : 'read-sign sign-removed'} title={words.wasRead(status)}>
      {isOk ? '●' : '✕'}
      <span className="for-readers">{words.wasRead(status)}</span>
    </span>
  );
}

export function ReadLink({ report, at }: { report: Report; at: number }) {
  return <RowLink report={report} vm={report.trace.words[at + 1] ?? 0} at={at} isTimeless />;
}

/** A dot for each callback of the request: full where the property has a value. */
function Readable({
  report,
  property: { values },
  places,
}: {
  report: Report;
  property: PropertyRow;
  places: readonly PropertyPlace[];
}) {
  if (values.length === 0) return null;
  const can = places.filter((_, at) => typeof values[at] === 'object');
  const label =
    can.length === 0 ? words.nowhere : words.readableIn(can.map((one) => placeName(report, one)).join('; '));
  return (
    <span className="readable" title={label}>
      <span className="for-readers">{label}</span>
      {places.map(({ number }, at) => (
        <i key={number} data-can={typeof values[at] === 'object' || undefined} />
      ))}
    </span>
  );
}
