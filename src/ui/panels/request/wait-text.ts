/** A time as people say it: `250 ms`, `1.5 s`, `5 min`. */
export function waitText(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  if (ms < 60_000) return `${round(ms / 1000)} s`;
  if (ms < 3_600_000) return `${round(ms / 60_000)} min`;
  return `${round(ms / 3_600_000)} h`;
}

const round = (value: number): string => String(Math.round(value * 10) / 10);
