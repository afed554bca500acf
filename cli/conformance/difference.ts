/** One place where our host and Envoy differ. */
export interface Difference {
  readonly where: string;
  readonly envoy: string;
  readonly ours: string;
  /** Of lists: the lines around the first that differs. */
  readonly context?: Context;
}

interface Context {
  /** The step of the scenario during which it happens, when the list has marks of them. */
  readonly step?: string;
  readonly before: readonly string[];
  readonly envoyAfter: readonly string[];
  readonly oursAfter: readonly string[];
}

const AROUND = 3;
/** How a mark of the scenario's steps begins among the lines of a timeline. */
const MARK = '-- ';
const NOTHING = '(nothing)';

/** The first line in which two lists differ, with those around it. */
export function diffLines(where: string, envoy: readonly string[], ours: readonly string[]): Difference[] {
  const end = Math.max(envoy.length, ours.length);
  let at = 0;
  while (at < end && envoy[at] === ours[at]) at++;
  if (at === end) return [];
  const step = envoy.slice(0, at).findLast((line) => line.startsWith(MARK));
  const context = {
    ...(step === undefined ? {} : { step: step.slice(MARK.length) }),
    before: envoy.slice(Math.max(0, at - AROUND), at),
    envoyAfter: envoy.slice(at + 1, at + 1 + AROUND),
    oursAfter: ours.slice(at + 1, at + 1 + AROUND),
  };
  return [
    { where: `${where}, line ${at + 1}`, envoy: envoy[at] ?? NOTHING, ours: ours[at] ?? NOTHING, context },
  ];
}
