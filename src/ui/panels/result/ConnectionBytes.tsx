import { useMemo, useState } from 'react';
import type { TcpConnection } from '../../../model/index.ts';
import { type BodyStage, networkFiltersOf, type RunResult, tcpJourney } from '../../../state/index.ts';
import { BodyBytes } from './BodyBytes.tsx';
import { BodyStages } from './BodyStages.tsx';
import type { ChosenBytes } from './BodyTab.tsx';
import { bodyWords } from './body.words.ts';
import { connectionWords as words } from './connection.words.ts';
import './body.css';

interface ConnectionBytesProps {
  readonly result: RunResult;
  readonly connection: TcpConnection;
}

/** What both ends got can be asked for by a check. */
const EXPECTED: Partial<Readonly<Record<string, 'received' | 'upstreamReceived'>>> = {
  client: 'received',
  upstream: 'upstreamReceived',
};

/** The bytes of a connection in both directions, stage by stage, and a closer look at one place. */
export function ConnectionBytes({ result: { report, project, plugins }, connection }: ConnectionBytesProps) {
  const filters = useMemo(() => networkFiltersOf({ project, plugins }), [project, plugins]);
  const journey = useMemo(
    () =>
      tcpJourney(
        connection,
        report.trace,
        filters.map(({ at }) => at),
      ),
    [connection, report, filters],
  );
  const [chosen, setChosen] = useState<ChosenBytes>();
  const { client, upstream, access } = connection;
  const service = report.tcpUpstream[upstream];
  const shown = chosen ?? {
    key: 'client',
    title: words.asClientGot,
    bytes: client.received,
    size: client.received.length,
  };
  const section = (title: string, stages: readonly BodyStage[], prefix: string) => (
    <section aria-label={title}>
      <h3 className="view-title">{title}</h3>
      {stages.every(({ chunks, steps }) => chunks.length + steps.length === 0) ? (
        <p className="hint soft">{words.none}</p>
      ) : (
        <BodyStages
          stages={stages}
          filters={filters.map(({ name }) => name)}
          prefix={prefix}
          chosen={shown.key}
          onChoose={setChosen}
        />
      )}
    </section>
  );
  const look = (key: string, bytes: Uint8Array, title: string) => (
    <button
      type="button"
      className="bytes-button"
      aria-pressed={shown.key === key}
      onClick={() => setChosen({ key, title, bytes, size: bytes.length })}
    >
      {bodyWords.look}
    </button>
  );
  return (
    <div className="body-journey">
      {filters.length === 0 && <p className="hint soft">{words.noFilter}</p>}
      {section(words.request, journey.request, 'request')}
      {section(words.response, journey.response, 'response')}
      <section aria-label={words.ends}>
        <h3 className="view-title">{words.ends}</h3>
        <ul className="body-stages">
          <li className="body-place">
            <span className="stage-name">{words.client}</span>
            {words.received(client)}, {words.clientEnds[client.end]}
            {look('client', client.received, words.asClientGot)}
          </li>
          <li className="body-place">
            <span className="stage-name">{words.upstream}</span>
            {service === undefined
              ? words.notConnected
              : `${words.received(service)}, ${words.clientEnds[service.end]}`}
            {service !== undefined && look('upstream', service.received, words.asUpstreamGot)}
          </li>
          {access && (
            <li className="body-place">
              <span className="stage-name">{words.proxy}</span>
              <span title={words.accessAbout}>{words.access(access)}</span>
            </li>
          )}
        </ul>
      </section>
      <BodyBytes
        key={shown.key}
        title={shown.title}
        bytes={shown.bytes}
        size={shown.size}
        expected={EXPECTED[shown.key]}
      />
    </div>
  );
}
