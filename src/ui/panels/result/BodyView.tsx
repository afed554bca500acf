import { useState } from 'react';
import { type HeaderBytes, textOfBytes } from '../../../model/index.ts';
import { ExpectButton } from '../checks/ExpectButton.tsx';
import { bodyText, prettyJson } from './body-text.ts';
import { words } from './result.words.ts';

const mostExpected = 64 * 1024;
const shown = 256 * 1024;

export function BodyView({ body, trailers }: { body: Uint8Array; trailers: HeaderBytes }) {
  const [isPretty, setIsPretty] = useState(false);
  const { kind, text } = bodyText(body.subarray(0, shown));
  const pretty = kind === 'text' ? prettyJson(text) : undefined;
  return (
    <div className="body-view">
      <div className="view-tools">
        <span className="soft">{words.bytes(body.length)}</span>
        {kind === 'binary' && <span className="soft">{words.binary}</span>}
        {kind === 'text' && body.length > 0 && body.length <= mostExpected && (
          <ExpectButton claim={{ subject: 'body', of: 'equals', expected: text }} of={words.thisBody} />
        )}
        {body.length > shown && <span className="soft">{words.cut(shown)}</span>}
        {pretty !== undefined && (
          <label>
            <input
              type="checkbox"
              className="check"
              checked={isPretty}
              onChange={(event) => setIsPretty(event.target.checked)}
            />
            {words.pretty}
          </label>
        )}
      </div>
      {body.length === 0 ? (
        <p className="empty">{words.emptyBody}</p>
      ) : (
        <pre className="code-block">{isPretty && pretty !== undefined ? pretty : text}</pre>
      )}
      {trailers.length > 0 && <HeaderLines title={words.trailers} headers={trailers} />}
    </div>
  );
}

/** Headers as they stand on the wire. */
export function HeaderLines({ title, headers }: { title?: string; headers: HeaderBytes }) {
  const lines = Array.from({ length: headers.length / 2 }, (_, index) => [headers[2 * index], headers[2 * index + 1]]);
  return (
    <>
      {title !== undefined && <h3 className="view-title">{title}</h3>}
      <dl className="header-lines mono">
        {lines.map(([name, value], index) => (
          <div key={index}>
            <dt>{name && textOfBytes(name)}:</dt>
            <dd>{value && textOfBytes(value)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
