import { type HeaderBytes, latin1OfBytes, type Piece } from '../../src/model/index.ts';

export type Lines = readonly string[];

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** What differs from run to run in a real Envoy. */
const volatile: Readonly<Record<string, string>> = { date: '<date>', 'x-envoy-upstream-service-time': '<ms>' };

/** Text without the ids that Envoy makes at random. */
export const steady = (text: string): string => text.replaceAll(uuid, '<uuid>');

/** Headers as lines, in their order. */
export function linesOf(texts: readonly string[]): Lines {
  const lines: string[] = [];
  for (let i = 0; i + 1 < texts.length; i += 2) {
    const name = texts[i] ?? '';
    lines.push(`${name}: ${volatile[name] ?? steady(texts[i + 1] ?? '')}`);
  }
  return lines;
}

export const linesOfBytes = (headers: HeaderBytes): Lines => linesOf(headers.map(latin1OfBytes));

export const textOfPieces = (pieces: readonly Piece[] = []): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : piece.repeat.repeat(piece.times))).join('');
