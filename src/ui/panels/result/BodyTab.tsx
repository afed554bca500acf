import { useMemo, useState } from 'react';
import type { Exchange, NamedRequest, Report } from '../../../model/index.ts';
import { bodyJourney, type BodyStage } from '../../../state/index.ts';
import { BodyBytes } from './BodyBytes.tsx';
import { BodyStages } from './BodyStages.tsx';
import { BodySlider } from './BodySlider.tsx';
import { HeaderLines } from './HeaderLines.tsx';
import { bodyWords as words } from './body.words.ts';
import './body.css';

interface BodyTabProps {
  readonly report: Report;
  readonly exchange: number;
  readonly current: Exchange;
  readonly filters: readonly string[];
  /** What was sent, where it is known. */
  readonly request: NamedRequest | undefined;
}

/** Some bytes on the way, chosen to be looked at. */
export interface ChosenBytes {
  readonly key: string;
  readonly title: string;
  readonly bytes: Uint8Array | undefined;
  readonly size: number;
}

/** Both bodies, stage by stage, and a closer look at one place. */
export function BodyTab({ report, exchange, current, filters, request }: BodyTabProps) {
  const journey = useMemo(() => bodyJourney(current, report.trace, exchange), [current, report, exchange]);
  const [chosen, setChosen] = useState<ChosenBytes>();
  const { body, trailers } = current.response;
  const shown = chosen ?? { key: 'response', title: words.asClientGot, bytes: body, size: body.length };
  const section = (title: string, stages: readonly BodyStage[], prefix: string) => (
    <section aria-label={title}>
      <h3 className="view-title">{title}</h3>
      {stages.every(({ chunks, steps }) => chunks.length + steps.length === 0) ? (
        <p className="hint soft">{words.none}</p>
      ) : (
        <BodyStages stages={stages} filters={filters} prefix={prefix} chosen={shown.key} onChoose={setChosen} />
      )}
    </section>
  );
  return (
    <div className="body-journey">
      {section(words.request, journey.request, 'request')}
      {request !== undefined && request.body !== '' && <BodySlider request={request} />}
      {section(words.response, journey.response, 'response')}
      <BodyBytes
        key={shown.key}
        title={shown.title}
        bytes={shown.bytes}
        size={shown.size}
        expected={chosen === undefined ? 'body' : undefined}
      />
      {trailers.length > 0 && <HeaderLines title={words.trailers} headers={trailers} />}
    </div>
  );
}
