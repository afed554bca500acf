import { countText, sizeText } from '../../parts/size-text.ts';
import { MOST_BYTES, type ReadBytes } from './bytes-text.ts';

export const words = {
  text: 'Bytes of the body',
  hints: {
    hex: '0a ff 00: two hexadecimal digits for each byte; blanks mean nothing',
    base64: 'SGVsbG8=: standard or URL-safe, with or without padding',
  },
  notation: 'How the bytes are written',
  notations: { hex: 'Hex', base64: 'Base64' },
  file: 'Choose a file',
  whole: 'Send whole',
  count: (count: number) => `${countText(count)} ${count === 1 ? 'byte' : 'bytes'}, at most ${sizeText(MOST_BYTES)}`,
  wrong: (read: Exclude<ReadBytes, { readonly kind: 'bytes' }>): string => {
    switch (read.kind) {
      case 'wrong':
        return `Character ${countText(read.at + 1)}, "${read.text}": not part of it. The body is as it was before.`;
      case 'open':
        return 'The last byte is not finished. The body is as it was before.';
      case 'too-many':
        return `${countText(read.count)} bytes: a body has at most ${countText(MOST_BYTES)}. It is as it was before.`;
    }
  },
} as const;
