import { latin1OfText } from './bytes.ts';
import {
  connectionsInTurn,
  type ProjectScenario,
  replyOf,
  scenarioOfProject,
  specsOfRequests,
} from './project-scenario.ts';
import type { ClusterReply, NamedRequest, Project } from './project.ts';
import type { ClusterSpec, RequestSpec } from './scenario.ts';

/** What is done to one proxy, one after the other: the whole of it is a run. */
export type SessionStep =
  | { readonly kind: 'request'; readonly request: NamedRequest }
  /** Exactly so much virtual time passes. */
  | { readonly kind: 'wait'; readonly ms: number }
  /** Time passes until nothing is under way. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'answer'; readonly call: CallName; readonly reply: ClusterReply };

/** A request that an upstream has got: the how manieth it was there, from 0. */
export interface CallName {
  readonly cluster: string;
  readonly request: number;
}

/** How long "until nothing is under way" is at most. */
const IDLE_MS = 60_000;

/** While calls are decided on by hand, clients are patient. */
const PATIENT_MS = 3_600_000;

export function requestsOf(steps: readonly SessionStep[]): NamedRequest[] {
  return steps.flatMap((step) => (step.kind === 'request' ? [step.request] : []));
}

/**
 * The scenario that plays a session through the project's proxy. `holds`: clusters whose requests wait until a step
 * answers them. Where time is moved by hand, the run ends with its last step.
 */
export function scenarioOfSession(
  project: Project,
  steps: readonly SessionStep[],
  holds: readonly string[],
): ProjectScenario {
  const made = scenarioOfProject(project, []);
  const isByHand = holds.length > 0 || steps.some(({ kind }) => kind !== 'request');
  const requests = connectionsInTurn(project, specsOf(steps));
  return {
    ...made,
    scenario: {
      ...made.scenario,
      ...(isByHand && { stays_open: true }),
      clusters: held(made.scenario.clusters ?? {}, holds),
      requests:
        holds.length === 0
          ? requests
          : requests.map((spec) => (isSent(spec) ? { timeout_ms: PATIENT_MS, ...spec } : spec)),
    },
  };
}

/** Requests that follow one another may overlap; whatever else is done comes behind their answers. */
function specsOf(steps: readonly SessionStep[]): readonly RequestSpec[] {
  const specs: RequestSpec[] = [];
  let requests: NamedRequest[] = [];
  for (const step of steps) {
    if (step.kind === 'request') {
      requests.push(step.request);
      continue;
    }
    specs.push(...specsOfRequests(requests), specOf(step));
    requests = [];
  }
  return [...specs, ...specsOfRequests(requests)];
}

function specOf(step: Exclude<SessionStep, { kind: 'request' }>): RequestSpec {
  switch (step.kind) {
    case 'wait':
      return { step_ms: step.ms };
    case 'idle':
      return { idle_ms: IDLE_MS };
    case 'answer': {
      const { match: _match, ...reply } = replyOf(step.reply);
      return { answer: { cluster: step.call.cluster, request: step.call.request, reply } };
    }
  }
}

const isSent = (spec: RequestSpec): boolean => spec.path !== undefined;

function held(clusters: Readonly<Record<string, ClusterSpec>>, holds: readonly string[]) {
  const names = new Set(holds.map(latin1OfText));
  return Object.fromEntries(
    Object.entries(clusters).map(([name, spec]) => [name, names.has(name) ? { ...spec, hold: true } : spec]),
  );
}
