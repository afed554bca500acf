import * as v from 'valibot';
import { parseOwnProject } from '../../share/index.ts';
import type { KeptRun } from '../ports.ts';
import type { PastRun } from '../slices/history.ts';

const lines = v.array(v.string());

const exchange = v.object({
  method: v.string(),
  path: v.string(),
  status: v.number(),
  reason: v.string(),
  localReply: v.string(),
  durationMs: v.number(),
  hostcalls: v.number(),
  upstream: lines,
  response: lines,
  body: v.string(),
  logs: lines,
  calls: lines,
  cost: lines,
});

const keptRun = v.object({
  id: v.string(),
  at: v.number(),
  project: v.unknown(),
  requests: v.unknown(),
  filters: lines,
  exchanges: v.array(exchange),
  isPinned: v.boolean(),
  times: v.number(),
});

/** The text that a run is kept as. */
export const textOfRun = ({ number: _number, ...run }: PastRun): string => JSON.stringify(run);

/** What this browser kept, read anew; undefined when it is not what was once kept. */
export function parseRun({ number, text }: KeptRun): PastRun | undefined {
  const { success, output } = v.safeParse(keptRun, jsonOf(text));
  if (!success) return undefined;
  const project = parseOwnProject(output.project);
  // What was sent need not be among the project's requests, but has their shape.
  const sent = project && parseOwnProject({ ...project, requests: output.requests });
  return project && sent && { ...output, number, project, requests: sent.requests };
}

function jsonOf(text: string): unknown {
  try {
    const json: unknown = JSON.parse(text);
    return json;
  } catch {
    return undefined;
  }
}
