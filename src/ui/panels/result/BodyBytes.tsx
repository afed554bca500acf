import { useMemo, useState } from 'react';
import { writtenBytes } from '../../../model/index.ts';
import { ExpectButton } from '../checks/ExpectButton.tsx';
import { bodyText, hexOf, indentJson, utf8Text } from './body-text.ts';
import { bodyWords as words } from './body.words.ts';

interface BodyBytesProps {
  readonly title: string;
  readonly bytes: Uint8Array | undefined;
  readonly size: number;
  /** What a check can ask for. */
  readonly expected?: 'body' | 'received' | 'upstreamReceived' | undefined;
}

const firstShown = 64 * 1024;
const mostExpected = 64 * 1024;
const mostIndented = 1024 * 1024;
type View = 'text' | 'json' | 'hex';

/** Some bytes as text, indented JSON, or hexadecimal; of many the beginning, and more on demand. */
export function BodyBytes({ title, bytes, size, expected }: BodyBytesProps) {
  const [wished, setWished] = useState<View>('text');
  const [most, setMost] = useState(firstShown);
  const shown = bytes?.subarray(0, most);
  const isBinary = shown !== undefined && bodyText(shown).kind === 'binary';
  const json = bytes !== undefined && bytes.length <= mostIndented ? indentJson(utf8Text(bytes) ?? '') : undefined;
  const views: readonly View[] = [
    ...(isBinary ? [] : (['text'] as const)),
    ...(json === undefined ? [] : (['json'] as const)),
    'hex',
  ];
  const view = views.includes(wished) ? wished : (views[0] ?? 'hex');
  const claim = useMemo(
    () => (expected && bytes && size <= mostExpected ? { subject: expected, ...claimOfBytes(bytes) } : undefined),
    [expected, bytes, size],
  );
  if (bytes === undefined || shown === undefined) return <p className="empty">{words.notKept(size)}</p>;
  return (
    <section className="body-bytes" aria-label={title}>
      <div className="view-tools">
        <strong>{title}</strong>
        <span className="soft">{words.bytes(size)}</span>
        {isBinary && <span className="soft">{words.binary}</span>}
        {claim && claim.expected.length <= mostExpected && <ExpectButton claim={claim} of={title} />}
        <fieldset className="view-choice" aria-label={words.views}>
          {views.map((one) => (
            <button key={one} type="button" aria-pressed={one === view} onClick={() => setWished(one)}>
              {words.view[one]}
            </button>
          ))}
        </fieldset>
      </div>
      {size === 0 ? (
        <p className="empty">{words.empty}</p>
      ) : (
        <pre className="code-block">{textOf(view, shown, json?.slice(0, most))}</pre>
      )}
      {most < bytes.length && (
        <button type="button" className="button small" onClick={() => setMost(most * 4)}>
          {words.more(Math.min(most, bytes.length), bytes.length)}
        </button>
      )}
    </section>
  );
}

/** All of the bytes, as they are best written. */
function claimOfBytes(bytes: Uint8Array): { readonly of: string; readonly expected: string } {
  const written = writtenBytes(bytes);
  if (typeof written === 'string') return { of: 'equals', expected: written };
  return 'hex' in written ? { of: 'hex', expected: written.hex } : { of: 'base64', expected: written.base64 };
}

function textOf(view: View, bytes: Uint8Array, json: string | undefined): string {
  if (view === 'hex') return hexOf(bytes);
  return view === 'json' && json !== undefined ? json : bodyText(bytes).text;
}
