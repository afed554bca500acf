import { compareUpTo } from './compare.ts';
import type { Difference } from './difference.ts';
import { replay, type Recorded } from './replay.ts';

/** What a kit says about one of its scenarios. */
export type Expectation =
  /** It replays equal. A kit without a list of divergences goes by the warnings of behaviour that differs on purpose. */
  | { readonly kind: 'equal'; readonly declaredWarnings: readonly string[] }
  /** We differ on purpose, and the report has this warning. */
  | { readonly kind: 'divergence'; readonly warning: string; readonly reason: string }
  /** It cannot replay equal yet. */
  | { readonly kind: 'waiting'; readonly reason: string };

/** What came of one scenario. */
export interface Verdict {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'declared' | 'waiting';
  /** Why it is not simply passed; empty when it is, or when the differences say it. */
  readonly note: string;
  readonly differences: readonly Difference[];
}

/** Replays a scenario and holds it against what its kit expects. */
export function judge(name: string, recorded: Recorded, expectation: Expectation): Verdict {
  try {
    return { name, ...outcomeOf(recorded, expectation) };
  } catch (error) {
    return { name, ...brokenDown(error, expectation) };
  }
}

/** The verdict on a scenario whose files cannot be read. */
export function unreadable(name: string, error: unknown): Verdict {
  return { name, outcome: 'failed', note: error instanceof Error ? error.message : String(error), differences: [] };
}

type Outcome = Omit<Verdict, 'name'>;

function outcomeOf(recorded: Recorded, expectation: Expectation): Outcome {
  const { transcript, differences } = replay(recorded);
  const isEqual = differences.length === 0;
  const isEqualUpTo = (warning: string): boolean => {
    const before = transcript.eventsBefore[warning];
    return before !== undefined && compareUpTo(recorded.golden, transcript, before).length === 0;
  };
  switch (expectation.kind) {
    case 'equal': {
      if (isEqual) return { outcome: 'passed', note: '', differences };
      const warning = expectation.declaredWarnings.find(isEqualUpTo);
      return warning === undefined
        ? { outcome: 'failed', note: '', differences }
        : { outcome: 'declared', note: `equal up to the place of which the report warns: ${warning}`, differences };
    }
    case 'divergence':
      if (isEqual) return failed('it replays equal now: take it off divergences.json', differences);
      if (isEqualUpTo(expectation.warning)) return { outcome: 'declared', note: expectation.reason, differences };
      return failed(`it differs elsewhere than where the report warns of ${expectation.warning}`, differences);
    case 'waiting':
      if (isEqual) return failed('it replays equal now: take it off waiting.json', differences);
      return { outcome: 'waiting', note: expectation.reason, differences };
  }
}

function failed(note: string, differences: readonly Difference[]): Outcome {
  return { outcome: 'failed', note, differences };
}

function brokenDown(error: unknown, expectation: Expectation): Outcome {
  const ours = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const differences = [{ where: 'the run broke down', envoy: '', ours }];
  if (expectation.kind === 'waiting') return { outcome: 'waiting', note: expectation.reason, differences };
  return { outcome: 'failed', note: '', differences };
}
