import type { RunAnswer } from '../src/protocol/index.ts';

/** Why there is no report, in one sentence. */
export function tellLimited(answer: Exclude<RunAnswer, { kind: 'report' }>): string {
  if (answer.kind === 'superseded') throw new Error('there is only one run');
  const { failure } = answer;
  const words = 'limitMs' in failure ? `no end after ${failure.limitMs / 1000} s` : failure.message;
  return `the run broke down: ${words}`;
}
