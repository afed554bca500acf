import { useState } from 'react';
import { latin1OfBytes, type NamedRequest } from '../../../model/index.ts';
import { type ByteNotation, MOST_BYTES, type ReadBytes, readBytes, textOfByteString } from './bytes-text.ts';

export interface BytesDraft {
  readonly notation: ByteNotation;
  /** As it was typed, or as the bytes are written. */
  readonly text: string;
  /** What came of the last that a person did. */
  readonly read: ReadBytes;
  readonly write: (notation: ByteNotation) => void;
  readonly type: (text: string) => void;
  readonly take: (file: File | undefined) => Promise<void>;
}

const nothingTyped = { text: '', of: '' };
const nothingTooLarge = { request: '', count: 0 };

/** The bytes of a body while they are written by hand. */
export function useBytesDraft(
  { id, body, isBytes }: Pick<NamedRequest, 'id' | 'body' | 'isBytes'>,
  onChange: (body: string) => void,
): BytesDraft {
  const [notation, setNotation] = useState<ByteNotation>('hex');
  const [typed, setTyped] = useState(nothingTyped);
  const [tooLarge, setTooLarge] = useState(nothingTooLarge);
  // What was typed stands as it was typed for as long as it is these bytes.
  const isTyped = typed.text !== '' && typed.of === body;
  const written = isBytes ? textOfByteString(body, notation) : '';
  const text = isTyped ? typed.text : written;
  return {
    notation,
    text,
    read:
      tooLarge.request === id && tooLarge.count > 0
        ? { kind: 'too-many', count: tooLarge.count }
        : readBytes(text, notation),
    write(next) {
      setNotation(next);
      setTyped(nothingTyped);
    },
    type(next) {
      const read = readBytes(next, notation);
      const bytes = read.kind === 'bytes' ? read.bytes : body;
      setTooLarge(nothingTooLarge);
      setTyped({ text: next, of: bytes });
      if (bytes !== body) onChange(bytes);
    },
    async take(file) {
      if (file === undefined) return;
      // Before it is read: it may be larger than what a page can hold.
      const isTooLarge = file.size > MOST_BYTES;
      setTooLarge(isTooLarge ? { request: id, count: file.size } : nothingTooLarge);
      if (isTooLarge) return;
      setTyped(nothingTyped);
      onChange(latin1OfBytes(new Uint8Array(await file.arrayBuffer())));
    },
  };
}
