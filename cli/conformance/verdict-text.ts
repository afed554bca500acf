import type { Difference } from './difference.ts';
import type { Verdict } from './judge.ts';

/** A failed scenario: what it is about, and the first places where we differ, as a diff from Envoy (-) to us (+). */
export function failureText({ name, note, differences }: Verdict, most: number): string {
  const shown = differences.slice(0, most).map(differenceText);
  const more = differences.length > most ? [`  and ${differences.length - most} more (--all shows them)`] : [];
  return [`FAIL ${name}${note === '' ? '' : `: ${note}`}`, ...shown, ...more].join('\n');
}

function differenceText({ where, envoy, ours, context }: Difference): string {
  const step = context?.step === undefined ? '' : `, in "${context.step}"`;
  const [left, right] = excerpts(envoy, ours);
  const head = [`  ${where}${step}`, ...indent('   ', context?.before ?? [])];
  const { envoyAfter = [], oursAfter = [] } = context ?? {};
  if (envoyAfter.join('\n') === oursAfter.join('\n'))
    return [...head, ...indent(' - ', [left]), ...indent(' + ', [right]), ...indent('   ', envoyAfter)].join('\n');
  return [...head, ...indent(' - ', [left, ...envoyAfter]), ...indent(' + ', [right, ...oursAfter])].join('\n');
}

const WIDTH = 240;

function indent(sign: string, lines: readonly string[]): string[] {
  return lines.map((line) => `   ${sign}${line.length > WIDTH ? `${line.slice(0, WIDTH)}…` : line}`);
}

/** Of long lines the part around their first difference. */
function excerpts(a: string, b: string): [string, string] {
  if (a.length <= WIDTH && b.length <= WIDTH) return [a, b];
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const from = Math.max(0, at - WIDTH / 3);
  const cut = (text: string): string => `${from > 0 ? '…' : ''}${text.slice(from, from + WIDTH - 1)}`;
  return [cut(a), cut(b)];
}

const OUTCOMES = ['passed', 'failed', 'declared', 'waiting'] as const;
type Counts = Record<Verdict['outcome'], number>;

/** How many scenarios came out how. */
export function count(verdicts: readonly Verdict[]): Counts {
  const counts = { passed: 0, failed: 0, declared: 0, waiting: 0 };
  for (const { outcome } of verdicts) counts[outcome]++;
  return counts;
}

/** Counts by family, the first word of a scenario's name. */
export function familyCounts(verdicts: readonly Verdict[]): Record<string, Counts> {
  const families = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    const family = familyOf(verdict.name);
    families.set(family, [...(families.get(family) ?? []), verdict]);
  }
  return Object.fromEntries([...families].map(([family, members]) => [family, count(members)]));
}

export function familyOf(name: string): string {
  return name.split('-')[0] ?? name;
}

/** The whole outcome: a table by family, what differs on purpose, what waits, and the closing line. */
export function summaryText(verdicts: readonly Verdict[]): string {
  const all = count(verdicts);
  const parts = [tableOf(familyCounts(verdicts), all)];
  if (all.declared > 0)
    parts.push(
      [`Differ on purpose, with a warning in the report (${all.declared}):`, ...grouped(verdicts, 'declared')].join('\n'),
    );
  if (all.waiting > 0) parts.push([`Waiting (${all.waiting}):`, ...grouped(verdicts, 'waiting')].join('\n'));
  return `${parts.join('\n\n')}\n\n${all.passed} passed, ${all.failed} failed`;
}

function tableOf(families: Readonly<Record<string, Counts>>, all: Counts): string {
  const shown = OUTCOMES.filter((outcome) => outcome === 'passed' || outcome === 'failed' || all[outcome] > 0);
  const rows = [...Object.entries(families), ['all', all] as const];
  const width = Math.max(...rows.map(([family]) => family.length));
  const line = (first: string, cells: readonly string[]): string =>
    `${first.padEnd(width)}${cells.map((cell) => cell.padStart(10)).join('')}`;
  return [
    line('', shown),
    ...rows.map(([family, counts]) =>
      line(
        family,
        shown.map((outcome) => String(counts[outcome])),
      ),
    ),
  ].join('\n');
}

/** Names by the reason that they share. */
function grouped(verdicts: readonly Verdict[], outcome: Verdict['outcome']): string[] {
  const reasons = new Map<string, string[]>();
  for (const { name, note } of verdicts.filter((verdict) => verdict.outcome === outcome))
    reasons.set(note, [...(reasons.get(note) ?? []), name]);
  return [...reasons].map(([reason, names]) => `  ${names.join(', ')}\n    ${reason}`);
}
