import { judge, unreadable, type Expectation, type Verdict } from './judge.ts';
import { UnusableKit, type Kit } from './kit.ts';

/** One scenario to replay. */
export interface Job {
  readonly name: string;
  readonly expectation: Expectation;
}

/** Replays one scenario of a kit here, in Node. */
export function replayJob(kit: Kit, { name, expectation }: Job): Verdict {
  try {
    return judge(name, kit.recorded(name), expectation);
  } catch (error) {
    if (error instanceof UnusableKit) return unreadable(name, error);
    throw error;
  }
}
