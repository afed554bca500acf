import { Copy } from 'lucide-react';
import { propertyText, propertyValue, type Report, wireOf, writtenBytes } from '../../../model/index.ts';
import {
  type ExpectedClaim,
  type PropertyPlace,
  type PropertyRow,
  propertyCode,
  typeOfPath,
} from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';
import { Button, IconButton } from '../../parts/Button.tsx';
import { ExpectButton } from '../checks/ExpectButton.tsx';
import { Listing } from '../inside/Listing.tsx';
import { hexOf } from '../result/body-text.ts';
import { placeName } from './place-name.ts';
import { ReadLink } from './PropertyTable.tsx';
import { placeOf, shownValue } from './shown-value.ts';
import { words } from './properties.words.ts';

interface PropertyDetailProps {
  readonly report: Report;
  readonly row: PropertyRow;
  readonly places: readonly PropertyPlace[];
  readonly place: number;
  readonly onAsk: (path: string) => void;
}

const mostBytes = 4096;
const mostReads = 50;

export function PropertyDetail({ report, row, places, place, onAsk }: PropertyDetailProps) {
  const commands = useCommands();
  const { path, wire, info, values, reads, meant } = row;
  const type = typeOfPath(row);
  const at = placeOf(row, places, place);
  const value = values[at];
  const shownPlace = places[at];
  const code = propertyCode(row);
  const claim = claimOf(row, places);
  return (
    <section className="inside-detail" aria-label={path.join('.')}>
      <h3>
        {path.join('.')}
        {claim && <ExpectButton claim={claim} of={words.atTheEnd(path.join('.'))} />}
      </h3>
      {info === undefined && (
        <p>
          {words.noProperty(path.join('.'))} {words.maybeSet}
        </p>
      )}
      {path.length === 1 && wire.includes('.') && <p>{words.oneSegment(path.join('.'))}</p>}
      {meant.length > 0 && <Meant meant={meant} onAsk={onAsk} />}
      <dl className="facts">
        <dt>{words.type}</dt>
        <dd>
          {type ? words.types[type] : words.unknownType}{' '}
          {type === 'message' && <span className="soft">{words.message}</span>}
        </dd>
        {info && (
          <>
            <dt>{words.phase}</dt>
            <dd>{words.phases[info.phase]}</dd>
          </>
        )}
        <dt>{words.code}</dt>
        <dd className="with-copy">
          <code className="mono">{code}</code>
          <IconButton small name={words.copy} icon={<Copy />} onClick={() => void commands.copyText(code)} />
        </dd>
        <dt>{words.wire}</dt>
        <dd>
          <code className="mono">{wire.split('\0').join('\\0')}</code>{' '}
          {path.length > 1 && <span className="soft">{words.wireAbout}</span>}
        </dd>
      </dl>
      {typeof value === 'object' && type === 'map' && <Entries bytes={value} />}
      {values.length > 0 && (
        <table className="inside-table" aria-label={words.valuesIn}>
          <thead>
            <tr>
              <th scope="col" colSpan={2}>
                {words.valuesIn}
              </th>
            </tr>
          </thead>
          <tbody>
            {places.map((one, index) => {
              const { text, isAbsent } = shownValue(row, index);
              return (
                <tr key={one.number} data-open={index === at || undefined}>
                  <th scope="row">{placeName(report, one)}</th>
                  <td className="mono value">
                    {isAbsent ? <span className="faint">{text}</span> : text.slice(0, 300)}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {typeof value === 'object' && value.length > 0 && shownPlace && (
        <>
          <h4>{words.rawOf(placeName(report, shownPlace))}</h4>
          <Listing label={words.raw} text={hexOf(value.subarray(0, mostBytes))} isHex />
        </>
      )}
      <h4>{words.reads}</h4>
      {reads.length === 0 && <p className="soft">{words.noReads}</p>}
      {reads.slice(0, mostReads).map((read) => (
        <div key={read.at} className="read-mark">
          <ReadLink report={report} at={read.at} />
          <span className={read.status === 'Ok' ? 'sign-added' : 'sign-removed'}>
            {read.status === 'Ok' ? words.ok : `✕ ${read.status}`}
          </span>
          <span className="mono value">
            {read.value && shownValue({ ...row, values: [read.value] }, 0).text.slice(0, 300)}
          </span>
        </div>
      ))}
    </section>
  );
}

/** The most that a check writes down. */
const mostExpected = 4096;

/** A check of the value at the end; of a path whose dots are no ends of segments there is none. */
function claimOf({ path, wire, values }: PropertyRow, places: readonly PropertyPlace[]): ExpectedClaim | undefined {
  const of = path.join('.');
  const value = values[places.findIndex(({ callback }) => callback === 'proxy_on_log')];
  if (value === undefined || wireOf(of) !== wire) return undefined;
  if (typeof value === 'number') return { subject: 'properties', of, expected: null };
  if (value.length > mostExpected) return undefined;
  return { subject: 'properties', of, expected: propertyText(path, value) ?? writtenBytes(value) };
}

/** Names that may have been meant, to be read at once. */
export function Meant({ meant, onAsk }: { meant: readonly string[]; onAsk: (path: string) => void }) {
  return (
    <p className="meant">
      {words.didYouMean}{' '}
      {meant.map((name) => (
        <Button key={name} small className="mono" onClick={() => onAsk(name)}>
          {name}
        </Button>
      ))}
    </p>
  );
}

function Entries({ bytes }: { bytes: Uint8Array }) {
  const value = propertyValue('map', bytes);
  if (value.kind !== 'map' || value.entries.length === 0) return null;
  return (
    <dl className="facts mono">
      {value.entries.map(([name, entry], index) => (
        <div key={`${index} ${name}`} className="entry">
          <dt>{name}</dt>
          <dd>{entry}</dd>
        </div>
      ))}
    </dl>
  );
}
