import { decodePairs, textOfBytes, type TraceValue, withoutControls } from '../../../model/index.ts';
import { BytesView } from '../inside/BytesView.tsx';
import { words } from './timeline.words.ts';
import { valueText } from './value-text.ts';

/** A value of a hostcall in full: headers as a table, bytes as text, JSON or a listing. */
export function ValueView({ value }: { value: TraceValue }) {
  if (value.kind === 'number' || value.kind === 'long') return <code>{numberText(value)}</code>;
  if (value.missing !== undefined) return <span className="faint">{valueText(value)}</span>;
  if (value.kind === 'pairs') return <Pairs bytes={value.bytes} />;
  if (value.bytes.length === 0) return <span className="faint">{words.emptyValue}</span>;
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
