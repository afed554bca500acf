import type { Exchange, Report } from '../../../model/index.ts';
import { bodyText } from './body-text.ts';
import { HeaderLines } from './HeaderLines.tsx';
import { words } from './result.words.ts';

/** What each upstream was sent in this exchange. */
export function UpstreamView({ report, exchange }: { report: Report; exchange: Exchange }) {
  const received = exchange.forwarded.flatMap(({ cluster, index }) => {
    const request = report.upstream[cluster]?.[index];
    return request ? [{ cluster, index, request }] : [];
  });
  if (received.length === 0) return <p className="empty">{words.noUpstream}</p>;
  return received.map(({ cluster, index, request: { method, path, headers, body, trailers, incomplete } }) => (
    <section key={`${cluster} ${index}`} className="upstream-view">
      <h3 className="view-title">
        {words.cluster(cluster, index + 1)}
        <code>
          {method} {path}
        </code>
      </h3>
      <HeaderLines headers={headers} />
      {body.length > 0 && <pre className="code-block">{bodyText(body).text}</pre>}
      {trailers.length > 0 && <HeaderLines title={words.trailers} headers={trailers} />}
      {incomplete && <p className="hint soft">{words.incomplete}</p>}
    </section>
  ));
}
