import * as v from 'valibot';
import type { Project, SessionStep } from '../../model/index.ts';
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
  tcp: v.exactOptional(
    v.object({
      end: v.string(),
      isHeld: v.boolean(),
      flags: v.string(),
      bytesIn: v.number(),
      bytesOut: v.number(),
      received: v.string(),
      upstreamReceived: v.string(),
      steps: lines,
    }),
  ),
});

const step = v.variant('kind', [
  v.object({ kind: v.literal('request'), request: v.unknown() }),
  v.object({ kind: v.literal('wait'), ms: v.number() }),
  v.object({ kind: v.literal('idle') }),
  v.object({
    kind: v.literal('answer'),
    call: v.object({ cluster: v.string(), request: v.number() }),
    reply: v.unknown(),
  }),
]);
type KeptStep = v.InferOutput<typeof step>;

const keptRun = v.object({
  id: v.string(),
  at: v.number(),
  project: v.unknown(),
  /** Of a run that was kept before steps were. */
  requests: v.exactOptional(v.array(v.unknown())),
  steps: v.exactOptional(v.array(step)),
  holds: v.optional(lines, []),
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
  const {
    requests = [],
    steps: kept = requests.map((request) => ({ kind: 'request' as const, request })),
    ...run
  } = output;
  const project = parseOwnProject(run.project);
  const steps = project && stepsOf(kept, project);
  return project && steps && { ...run, number, project, steps };
}

/** What was sent, and how calls were answered, need not be in the project, but has the shape of what is. */
function stepsOf(kept: readonly KeptStep[], project: Project): readonly SessionStep[] | undefined {
  const replies = kept.flatMap((one) => (one.kind === 'answer' ? [one.reply] : []));
  const read = parseOwnProject({
    ...project,
    requests: kept.flatMap((one) => (one.kind === 'request' ? [one.request] : [])),
    clusters: [{ name: '', address: '', protocol: 'http1', behaviour: { kind: 'replies', replies } }],
  });
  const [answers] = read?.clusters ?? [];
  if (read === undefined || answers?.behaviour.kind !== 'replies') return undefined;
  const requests = read.requests.values();
  const given = answers.behaviour.replies.values();
  return kept.flatMap((one): SessionStep[] => {
    if (one.kind === 'wait' || one.kind === 'idle') return [one];
    if (one.kind === 'request') {
      const { value: request } = requests.next();
      return request ? [{ kind: 'request', request }] : [];
    }
    const { value: reply } = given.next();
    return reply ? [{ ...one, reply }] : [];
  });
}

function jsonOf(text: string): unknown {
  try {
    const json: unknown = JSON.parse(text);
    return json;
  } catch {
    return undefined;
  }
}
