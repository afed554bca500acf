import { useState } from 'react';
import { decodePairs, latin1OfBytes, textOfBytes, type TraceValue, withoutControls } from '../../../model/index.ts';
import { bodyText, hexOf, indentJson } from '../result/body-text.ts';
import { Choice } from '../../parts/Choice.tsx';
import { words } from './timeline.words.ts';
import { valueText } from './value-text.ts';

/** Bytes that are shown at once. */
const MOST = 64 * 1024;

/** A value of a hostcall in full: headers as a table, bytes as text, JSON or a listing. */
export function ValueView({ value }: { value: TraceValue }) {
  if (value.kind === 'number' || value.kind === 'long') return <code>{numberText(value)}</code>;
  if (value.missing !== undefined) return <span className="faint">{valueText(value)}</span>;
  if (value.kind === 'pairs') return <Pairs bytes={value.bytes} />;
  return <BytesView bytes={value.name === 'path' ? withDots(value.bytes) : value.bytes} />;
}

function numberText(value: Extract<TraceValue, { kind: 'number' | 'long' }>): string {
  if (value.kind === 'long') return value.value.toLocaleString('en');
  const plain = value.value.toLocaleString('en');
  if (value.word !== undefined) return `${value.word} (${value.value})`;
  // Guests pass negative numbers, too.
  return value.value > 0x7fff_ffff ? `${plain} (${value.value | 0})` : plain;
}

/** Segments of a property's path are joined with NUL bytes. */
const withDots = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => (byte === 0 ? '.'.charCodeAt(0) : byte));

export function Pairs({ bytes }: { bytes: Uint8Array }) {
  const parts = decodePairs(bytes, 0, bytes.length);
  if (parts.length === 0) return <span className="faint">{words.emptyValue}</span>;
  const lines = parts.flatMap((part, i) => (i % 2 === 0 ? [[part, parts[i + 1] ?? part] as const] : []));
  return (
    <dl className="tl-changed-lines mono">
      {lines.map(([name, value], index) => (
        <div key={index}>
          <dt>{withoutControls(textOfBytes(name))}</dt>
          <dd>{withoutControls(textOfBytes(value))}</dd>
        </div>
      ))}
    </dl>
  );
}

export function BytesView({ bytes }: { bytes: Uint8Array }) {
  const shown = bytes.subarray(0, MOST);
  const { kind, text } = bodyText(shown);
  const json = kind === 'text' ? indentJson(text) : undefined;
  const [as, setAs] = useState<'text' | 'json' | 'hex'>();
  if (bytes.length === 0) return <span className="faint">{words.emptyValue}</span>;
  const current = as ?? (json !== undefined ? 'json' : kind === 'text' ? 'text' : 'hex');
  const plain = kind === 'text' ? text : latin1OfBytes(shown);
  const shownText =
    current === 'hex' ? hexOf(shown) : current === 'json' && json !== undefined ? json : withoutControls(plain);
  return (
    <div className="tl-bytes-view">
      <div className="tl-bytes-head">
        <span className="faint">{words.bytes(bytes.length)}</span>
        {json === undefined ? (
          <Choice
            name={words.shownAs}
            options={{ text: words.text, hex: words.hex }}
            value={current === 'hex' ? 'hex' : 'text'}
            onChange={setAs}
          />
        ) : (
          <Choice
            name={words.shownAs}
            options={{ text: words.text, json: words.json, hex: words.hex }}
            value={current}
            onChange={setAs}
          />
        )}
      </div>
      <pre className="code-block">{shownText}</pre>
      {bytes.length > MOST && <span className="faint">{words.cut(MOST)}</span>}
    </div>
  );
}
