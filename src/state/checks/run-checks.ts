import type { NamedRequest } from '../../model/index.ts';
import { type Context, currentProject, patch } from '../commands/context.ts';
import type { Engine } from '../engine/engine.ts';
import { judge } from './judge.ts';

/** What came of all checks of a project. */
export interface CheckSummary {
  readonly total: number;
  readonly failed: number;
  /** Claims about requests that could not be run. */
  readonly notRun: number;
}

/** Runs what Run sends and then, aside, every other request that has a check, each through a fresh proxy. */
export async function runAllChecks(context: Context, engine: Engine): Promise<CheckSummary> {
  patch(context, 'checks', { isRunning: true });
  try {
    await engine.run();
    const project = currentProject(context);
    const { result } = context.store.getState().run;
    const outcomes = { ...(result && judge(project, result)) };
    for (const request of others(context)) {
      const report = await engine.sender.sendAside([request]);
      if (report === undefined) continue;
      Object.assign(outcomes, judge(project, { report, requests: [request] }));
    }
    patch(context, 'checks', { outcomes });
    const judged = Object.values(outcomes).flatMap(({ findings }) => findings);
    const wanted = project.checks.filter(({ request }) => outcomes[request] === undefined);
    return { total: judged.length, failed: judged.filter(({ holds }) => !holds).length, notRun: wanted.length };
  } finally {
    patch(context, 'checks', { isRunning: false });
  }
}

function others(context: Context): readonly NamedRequest[] {
  const { requests, checks, selectedRequest, isSequence } = currentProject(context);
  if (isSequence) return [];
  return requests.filter(({ id }) => id !== selectedRequest && checks.some(({ request }) => request === id));
}
