import type { Exchange, LocalReply, Report } from '../../../model/index.ts';
import { countHostcalls } from './count-hostcalls.ts';
import { words } from './result.words.ts';

interface StatusLineProps {
  readonly report: Report;
  readonly exchange: Exchange;
  readonly filters: readonly string[];
}

export function StatusLine({ report, exchange, filters }: StatusLineProps) {
  const { response, localReply, durationMs } = exchange;
  return (
    <output className="status-line" aria-live="polite">
      {response.status === 0 ? (
        <strong className="status-code" data-class="none">
          {words.noResponse}
        </strong>
      ) : (
        <strong className="status-code" data-class={Math.floor(response.status / 100)}>
          {response.status} <span>{response.reason}</span>
        </strong>
      )}
      {localReply && (
        <span className="badge" data-tone="local">
          {localReplyText(localReply, filters)}
        </span>
      )}
      {!report.reproducible && (
        <span className="badge" data-tone="changed">
          {words.notReproducible}
        </span>
      )}
      <span className="soft">{words.virtual(durationMs)}</span>
      <span className="soft">{words.hostcalls(countHostcalls(report.trace, exchange))}</span>
    </output>
  );
}

function localReplyText({ filter, status, upstreamCalled }: LocalReply, filters: readonly string[]): string {
  const from = filter < 0 ? words.fromProxy : `${filter + 1} ${filters[filter] ?? ''}`;
  return `${words.localReply(status, from)} - ${upstreamCalled ? words.upstreamCalled : words.upstreamNotCalled}`;
}
