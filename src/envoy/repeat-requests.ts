import { RunStopped } from '../host/index.ts';
import type { Repetition, RequestSpec, RunProject, Scenario } from '../model/index.ts';
import { FOREIGN_LIBRARY } from './foreign-library.ts';
import { Session } from './session.ts';

/** Virtual milliseconds between two requests: what a filter does behind an answer has time to happen. */
const GAP_MS = 100;

/** A filter that fills its memory quickly has many steps; nobody looks at more. */
const MOST_STEPS = 5000;

export interface RepeatOptions {
  readonly rounds: number;
  /** Asked behind each round; false ends it. */
  readonly goesOn: (round: number) => boolean;
}

/**
 * Sends a scenario's requests over and over through one proxy and keeps nothing of them but how the VMs' memory grows.
 * Requests that are no requests (raw connections, named ones) are left out.
 */
export function repeatRequests(
  input: { readonly project: RunProject; readonly scenario: Scenario; readonly seed: number },
  { rounds, goesOn }: RepeatOptions,
): Repetition {
  const options = { foreign: FOREIGN_LIBRARY, trace: false, forgets: true };
  const session = new Session(input.project, input.scenario, input.seed, options);
  const growth = new Growth();
  const statuses = new Map<number, number>();
  const requests = (input.scenario.requests ?? []).filter(isRequest);
  let finished = 0;
  let ended: Repetition['ended'] = 'done';
  let trappedIn: number | undefined;
  try {
    if (session.start().length > 0 || requests.length === 0)
      return growth.report(session, { rounds: 0, ended, statuses });
    growth.note(session, 0);
    while (finished < rounds) {
      for (const spec of requests) send(session, spec, statuses);
      finished++;
      growth.note(session, finished);
      if (trappedIn === undefined && session.process.traps.length > 0) trappedIn = finished;
      if (!goesOn(finished)) {
        if (finished < rounds) ended = 'time';
        break;
      }
    }
  } catch (error) {
    if (!(error instanceof RunStopped)) throw error;
    ended = 'limit';
  }
  return growth.report(session, { rounds: finished, ended, statuses, trappedIn });
}

function isRequest({ tcp, h2, open }: RequestSpec): boolean {
  return tcp === undefined && h2 === undefined && open === undefined;
}

function send(session: Session, spec: RequestSpec, statuses: Map<number, number>): void {
  const { queue } = session.process;
  if (spec.wait_ms !== undefined) {
    queue.runUntil(queue.now + spec.wait_ms);
    return;
  }
  const connection = session.connect();
  session.leave(connection);
  const sent = session.prepare(spec, connection);
  session.send(sent);
  session.finish(sent);
  const { status } = sent.client.result();
  statuses.set(status, (statuses.get(status) ?? 0) + 1);
  queue.runUntil(queue.now + GAP_MS);
  session.forget();
}

interface End {
  readonly rounds: number;
  readonly ended: Repetition['ended'];
  readonly statuses: ReadonlyMap<number, number>;
  readonly trappedIn?: number | undefined;
}

/** How many pages each VM has had, and since when. */
class Growth {
  readonly #steps: { round: number; pages: number }[][] = [];

  note(session: Session, round: number): void {
    for (const [index, { memoryPages: pages }] of session.process.vms().entries()) {
      const steps = (this.#steps[index] ??= []);
      if (steps.at(-1)?.pages !== pages && steps.length < MOST_STEPS) steps.push({ round, pages });
    }
  }

  report(session: Session, { rounds, ended, statuses, trappedIn }: End): Repetition {
    return {
      rounds,
      ended,
      vms: session.process.vms().map((vm, index) => ({ ...vm, index, steps: this.#steps[index] ?? [] })),
      statuses: Array.from(statuses, ([status, times]) => ({ status, times })),
      ...(trappedIn === undefined ? {} : { trappedIn }),
    };
  }
}
