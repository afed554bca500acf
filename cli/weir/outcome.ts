import { stringify } from 'yaml';
import type { Finding } from '../../src/lessons/index.ts';

/** What became of one scenario file. */
export interface Outcome {
  readonly file: string;
  readonly findings: readonly Finding[];
  /** Why it could not be run or read. */
  readonly unusable?: string;
}

function title({ step, subject, of }: Finding): string {
  const where = step < 0 ? 'run' : `request ${step}`;
  return of === undefined ? `${where}: ${subject}` : `${where}: ${subject} ${of}`;
}

/** Test Anything Protocol, version 14: one test a claim, a subtest a file. */
export function tapOf(outcomes: readonly Outcome[]): string {
  const lines = ['TAP version 14', `1..${outcomes.length}`];
  outcomes.forEach(({ file, findings, unusable }, i) => {
    lines.push(`# Subtest: ${escaped(file)}`);
    findings.forEach((finding, k) => {
      lines.push(`    ${finding.holds ? 'ok' : 'not ok'} ${k + 1} - ${escaped(title(finding))}`);
      if (!finding.holds) lines.push(...yamlBlock({ expected: finding.expected, actual: finding.actual ?? null }));
    });
    lines.push(`    1..${findings.length}`);
    if (unusable !== undefined) lines.push(...unusable.split('\n').map((line) => `    # ${line}`));
    const holds = unusable === undefined && findings.every((finding) => finding.holds);
    lines.push(`${holds ? 'ok' : 'not ok'} ${i + 1} - ${escaped(file)}`);
  });
  return lines.join('\n');
}

function yamlBlock(value: unknown): string[] {
  const text = stringify(value, { lineWidth: 0 }).trimEnd();
  return ['      ---', ...text.split('\n').map((line) => `      ${line}`), '      ...'];
}

/** `#` starts a directive in TAP. */
function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('#', '\\#').replaceAll('\n', ' ');
}

export function jsonOf(outcomes: readonly Outcome[]): string {
  const files = outcomes.map(({ file, findings, unusable }) => ({
    file,
    holds: unusable === undefined && findings.every(({ holds }) => holds),
    ...(unusable === undefined ? {} : { unusable }),
    findings: findings.map((finding) => ({ title: title(finding), ...finding, actual: finding.actual ?? null })),
  }));
  return JSON.stringify({ holds: files.every(({ holds }) => holds), files }, null, 2);
}
