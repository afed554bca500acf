import { countText } from '../../parts/size-text.ts';
import { words } from './workers.words.ts';

/** Pages of 64 KiB, and what they come to. */
export function memoryText(pages: number): string {
  const kib = pages * 64;
  const size = kib < 1024 ? `${kib} KiB` : `${(kib / 1024).toFixed(kib < 10_240 ? 2 : 1)} MiB`;
  return words.pages(countText(pages), size);
}
