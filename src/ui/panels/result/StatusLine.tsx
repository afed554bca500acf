import type { Exchange, LocalReply, Report } from '../../../model/index.ts';
import { countHostcalls } from './count-hostcalls.ts';
import { refusedIn, warningsOf } from './refused-calls.ts';
import { words } from './result.words.ts';

interface StatusLineProps {
  readonly report: Report;
  readonly exchange: number;
  readonly current: Exchange;
  readonly filters: readonly string[];
}

/** How the exchange came out: for the eye in parts, for readers in one sentence. */
export function StatusLine({ report, exchange, current, filters }: StatusLineProps) {
  const { response, localReply, durationMs } = current;
  const reply = localReply && localReplyText(localReply, filters);
  const troubles =
    warningsOf(report, exchange).length +
    refusedIn(report, current).length +
    report.plugins.filter(({ trap }) => trap !== undefined).length;
  const nothing = response.end === 'waiting' ? words.owed : words.noResponse;
  const status = response.status === 0 ? nothing : `${response.status} ${response.reason}`;
  return (
    <output className="status-line" aria-live="polite">
      <span className="for-readers">{words.announce({ status, reply, troubles })}</span>
      <strong
        className="status-code"
        data-class={response.status === 0 ? 'none' : Math.floor(response.status / 100)}
        aria-hidden
      >
        {response.status === 0 ? (
          nothing
        ) : (
          <>
            {response.status} <span>{response.reason}</span>
          </>
        )}
      </strong>
      {reply !== undefined && (
        <span className="badge" data-tone="local" aria-hidden>
          {reply}
        </span>
      )}
      {!report.reproducible && (
        <span className="badge" data-tone="changed">
          {words.notReproducible}
        </span>
      )}
      <span className="soft">{words.virtual(durationMs)}</span>
      <span className="soft">{words.hostcalls(countHostcalls(report, current))}</span>
    </output>
  );
}

function localReplyText({ filter, status, upstreamCalled, way }: LocalReply, filters: readonly string[]): string {
  const from = filter < 0 ? words.fromProxy : `${filter + 1} ${filters[filter] ?? ''}`;
  const end = way === 'nobody' ? words.reachedNobody : upstreamCalled ? words.upstreamCalled : words.upstreamNotCalled;
  return `${words.localReply(status, from)} - ${end}`;
}
