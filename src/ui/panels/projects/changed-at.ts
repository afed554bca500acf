const MINUTE = 60_000;

/** When something was changed, as a person would say it. */
export function changedAt(at: number, now: number): string {
  const minutes = Math.floor((now - at) / MINUTE);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const then = new Date(at);
  const time = then.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  const days = daysBetween(then, new Date(now));
  if (days === 0) return `today ${time}`;
  if (days === 1) return `yesterday ${time}`;
  return `${then.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })}, ${time}`;
}

/** How many midnights lie between. */
function daysBetween(one: Date, other: Date): number {
  const dayOf = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((dayOf(other) - dayOf(one)) / (24 * 60 * MINUTE));
}
