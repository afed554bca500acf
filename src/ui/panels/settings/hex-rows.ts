export interface HexRow {
  readonly offset: string;
  readonly hex: string;
  readonly text: string;
}

const WIDTH = 16;
const MOST_ROWS = 256;

/** Bytes as a hex dump, the first 4 KiB of them. */
export function hexRows(bytes: Uint8Array): readonly HexRow[] {
  const count = Math.min(MOST_ROWS, Math.ceil(bytes.length / WIDTH));
  return Array.from({ length: count }, (_, row) => {
    const part = [...bytes.subarray(row * WIDTH, (row + 1) * WIDTH)];
    return {
      offset: (row * WIDTH).toString(16).padStart(4, '0'),
      hex: part.map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
      text: part.map((byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : '·')).join(''),
    };
  });
}
