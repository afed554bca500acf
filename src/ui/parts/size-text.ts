export const countText = (n: number): string => n.toLocaleString('en');

/** A size that need not be exact: `812 bytes`, `46 kB`. */
export const roundSizeText = (bytes: number): string =>
  bytes < 1000 ? `${bytes} bytes` : `${countText(Math.round(bytes / 1000))} kB`;

/** A size as people say it: `812 bytes`, `46.2 kB`, `1.9 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < 10_000) return `${countText(bytes)} bytes`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
