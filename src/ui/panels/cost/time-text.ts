import { words } from './cost.words.ts';

/** Microseconds in as many digits as mean something. */
export function timeText(us: number): string {
  if (us >= 1000) return words.msText((us / 1000).toFixed(us >= 100_000 ? 0 : us >= 10_000 ? 1 : 2));
  return words.us(us.toFixed(us >= 100 ? 0 : us >= 10 ? 1 : 2));
}
