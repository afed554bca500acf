import type { Report } from '../../../model/index.ts';
import type { AccessLine } from '../../../state/index.ts';
import { countText } from '../../parts/size-text.ts';
import { RowLink } from '../inside/RowLink.tsx';
import { callbacksOf } from '../../../state/index.ts';
import { detailsIn, flagsIn } from './explain-access.ts';
import { words } from './access-log.words.ts';

/** The parts of a line by name, flags and details in words, and what loggers made of it. */
export function AccessDetail({ report, line: { exchange, entry, logged } }: { report: Report; line: AccessLine }) {
  const { line } = entry;
  const heard = callbacksOf(report).filter((one) => one.exchange === exchange && one.callback === 'proxy_on_log');
  const facts: readonly (readonly [string, string])[] = [
    [words.parts.request, `${entry.method} ${line.path} ${line.protocol}`],
    [words.parts.code, entry.code === 0 ? words.none : String(entry.code)],
    [words.parts.bytesIn, countText(entry.bytesIn)],
    [words.parts.bytesOut, countText(entry.bytesOut)],
    [words.parts.duration, words.ms(String(line.durationMs))],
    [words.parts.serviceTime, line.serviceTime === '-' ? words.none : words.ms(line.serviceTime)],
    [words.parts.cluster, entry.cluster === '' ? words.none : entry.cluster],
    [words.parts.route, entry.route === '' ? words.none : entry.route],
    [words.parts.host, line.upstreamHost],
    [words.parts.authority, line.authority],
    [words.parts.userAgent, line.userAgent],
    [words.parts.requestId, line.requestId],
  ];
  return (
    <section className="inside-detail" aria-label={`${entry.method} ${line.path}`}>
      <dl className="facts">
        <dt>{words.parts.flags}</dt>
        <dd>
          {flagsIn(entry).map(({ flag, meaning }) => (
            <div key={flag}>
              <span className="mono">{flag}</span> <span className="soft">{meaning}</span>
            </div>
          ))}
        </dd>
        <dt>{words.parts.details}</dt>
        <dd>
          <span className="mono">{entry.details === '' ? words.none : entry.details}</span>{' '}
          <span className="soft">{detailsIn(entry)}</span>
        </dd>
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

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="mono">{value}</dd>
    </>
  );
}
