import { encode } from 'uqr';

/** Characters up to which any camera reads the code; up to which a good one does. */
export const EASY_QR = 700;
export const MOST_QR = 1200;

interface QrPath {
  /** Width and height in modules, the quiet zone around the code included. */
  readonly size: number;
  /** Of an SVG path in that square. */
  readonly path: string;
}

/** A text as a QR code; nothing for one that is too long to be read by a camera. */
export function qrPath(text: string): QrPath | undefined {
  if (text.length > MOST_QR) return undefined;
  const { data, size } = encode(text, { ecc: 'L', border: 4 });
  const runs = data.flatMap((row, y) =>
    [
      ...row
        .map((isDark) => (isDark ? '#' : ' '))
        .join('')
        .matchAll(/#+/g),
    ].map(({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`),
  );
  return { size, path: runs.join('') };
}
