import type { Report } from '../../../model/index.ts';
import type { AccessLine } from '../../../state/index.ts';
import { countText } from '../../parts/size-text.ts';
import { RowLink } from '../inside/RowLink.tsx';
import { detailsIn, flagsIn } from './explain-access.ts';
import { words } from './access-log.words.ts';

type Facts = readonly (readonly [name: string, value: string])[];
type LineOf<K extends AccessLine['kind']> = Extract<AccessLine, { readonly kind: K }>;

/** The parts of a line by name, flags and details in words, and what loggers made of it. */
export function AccessDetail({ report, line }: { report: Report; line: AccessLine }) {
  const { heard, logged, entry } = line;
  const facts = line.kind === 'exchange' ? factsOfExchange(line) : factsOfConnection(line);
  const [first] = facts;
  return (
    <section className="inside-detail" aria-label={first?.[1]}>
      <dl className="facts">
        <dt>{words.parts.flags}</dt>
        <dd>
          {flagsIn(entry).map(({ flag, meaning }) => (
            <div key={flag}>
              <span className="mono">{flag}</span> <span className="soft">{meaning}</span>
            </div>
          ))}
        </dd>
        {'details' in entry && (
          <>
            <dt>{words.parts.details}</dt>
            <dd>
              <span className="mono">{entry.details === '' ? words.none : entry.details}</span>{' '}
              <span className="soft">{detailsIn(entry)}</span>
            </dd>
          </>
        )}
        {facts.map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
      </dl>
      <h4>{words.logged}</h4>
      {logged.length === 0 && <p className="soft">{words.noLogger}</p>}
      {logged.map(({ at, text }) => (
        <p key={at} className="mono">
          {text}
        </p>
      ))}
      {heard.length > 0 && (
        <>
          <h4>{words.heard}</h4>
          <div>
            {heard.map(({ at, vm }) => (
              <RowLink key={at} report={report} vm={vm} at={at} />
            ))}
          </div>
        </>
      )}
    </section>
  );
}

const orNone = (text: string): string => (text === '' ? words.none : text);

function factsOfExchange({ entry }: LineOf<'exchange'>): Facts {
  const { line } = entry;
  const { parts } = words;
  return [
    [parts.request, `${entry.method} ${line.path} ${line.protocol}`],
    [parts.code, entry.code === 0 ? words.none : String(entry.code)],
    [parts.bytesIn, countText(entry.bytesIn)],
    [parts.bytesOut, countText(entry.bytesOut)],
    [parts.duration, words.ms(String(line.durationMs))],
    [parts.serviceTime, line.serviceTime === '-' ? words.none : words.ms(line.serviceTime)],
    [parts.cluster, orNone(entry.cluster)],
    [parts.route, orNone(entry.route)],
    [parts.host, line.upstreamHost],
    [parts.authority, line.authority],
    [parts.userAgent, line.userAgent],
    [parts.requestId, line.requestId],
  ];
}

function factsOfConnection({ entry, index }: LineOf<'connection'>): Facts {
  const { parts } = words;
  return [
    [parts.connection, words.connection(index + 1)],
    [parts.bytesIn, countText(entry.bytesIn)],
    [parts.bytesOut, countText(entry.bytesOut)],
    [parts.duration, words.ms(String(entry.durationMs))],
    [parts.cluster, orNone(entry.cluster)],
    [parts.host, entry.upstreamHost],
    [parts.failure, orNone(entry.upstreamFailure)],
  ];
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="mono">{value}</dd>
    </>
  );
}
