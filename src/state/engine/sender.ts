import {
  moduleName,
  type NamedRequest,
  type Report,
  requestsOf,
  type Scenario,
  scenarioOfSession,
  sentIn,
  type SessionStep,
} from '../../model/index.ts';
import type { BuiltModule, RanWith } from '../artifacts.ts';
import { type Context, currentProject, patch } from '../commands/context.ts';
import { shownAs } from '../selectors/sent.ts';
import type { RunFailure, RunResult } from '../slices/run.ts';
import { areSame, chainModules, markStale, requestsToSend, runInputs } from './staleness.ts';

export type SendOutcome =
  | { readonly kind: 'sent'; readonly result: RunResult; readonly scenario: Scenario }
  | { readonly kind: 'failed'; readonly failure: RunFailure }
  /** A later run took its place. */
  | { readonly kind: 'superseded' };

/** Through a fresh proxy; one more request through the same; time passes, or a call is answered. */
export type Sending = 'fresh' | 'also' | 'step';

interface Modules {
  readonly kind: 'modules';
  readonly bytes: Readonly<Record<string, Uint8Array>>;
  readonly built: RanWith['built'];
}

/** The same project and requests give the same report. */
const SEED = 1;

const asStep = (request: NamedRequest): SessionStep => ({ kind: 'request', request });

/** Sends requests through a proxy of the project's chain. The latest run wins. */
export class Sender {
  readonly #context: Context;
  readonly #onSent: (outcome: SendOutcome, kind: Sending) => void;
  #latest = 0;
  #ranWith: readonly (BuiltModule | undefined)[] = [];
  #fresh: { readonly inputs: readonly unknown[]; readonly outcome: Promise<SendOutcome> } | undefined;

  constructor(context: Context, onSent: (outcome: SendOutcome, kind: Sending) => void) {
    this.#context = context;
    this.#onSent = onSent;
  }

  /** Sends the selected request, or all of a sequence, through a fresh proxy. Asked twice for the same, it runs once. */
  sendSelected(): Promise<SendOutcome> {
    const project = currentProject(this.#context);
    const requests = requestsToSend(project);
    if (requests.length === 0) return Promise.resolve(this.#fail({ kind: 'no-request' }, 'fresh'));
    const { holds } = this.#context.store.getState().run;
    const inputs = [holds, ...runInputs(project), ...chainModules(this.#context, project)];
    if (this.#fresh && areSame(this.#fresh.inputs, inputs)) return this.#fresh.outcome;
    const outcome = this.#send(requests.map(asStep), 'fresh').finally(() => {
      if (this.#fresh?.outcome === outcome) this.#fresh = undefined;
    });
    this.#fresh = { inputs, outcome };
    return outcome;
  }

  /** Sends one more request behind those of the session, through the same proxy: all of them are sent again. */
  sendAlso(request: NamedRequest): Promise<SendOutcome> {
    this.#fresh = undefined;
    return this.#goOn([asStep(request)], 'also');
  }

  /** Lets time pass in the session, or decides on a call of it; where there is none yet, it begins with the request. */
  step(step: SessionStep): Promise<SendOutcome> {
    const { session } = this.#context.store.getState().run;
    const begun = session.length > 0 ? [] : requestsToSend(currentProject(this.#context)).map(asStep);
    return this.#goOn([...begun, step], 'step');
  }

  #goOn(steps: readonly SessionStep[], kind: Sending): Promise<SendOutcome> {
    this.#fresh = undefined;
    return this.#send([...this.#context.store.getState().run.session, ...steps], kind);
  }

  /** Does to a fresh proxy what was done to another one, whatever Run would send. */
  sendAgain({ steps, holds }: Pick<RunResult, 'steps' | 'holds'>): Promise<SendOutcome> {
    this.#fresh = undefined;
    patch(this.#context, 'run', { holds });
    return this.#send(steps, 'fresh');
  }

  /** Sends requests through a fresh proxy; nothing on screen changes. Undefined: it could not be run. */
  async sendAside(requests: readonly NamedRequest[]): Promise<Report | undefined> {
    const { scenario, plugins } = scenarioOfSession(currentProject(this.#context), requests.map(asStep), []);
    const modules = this.#modules(plugins);
    if (modules.kind !== 'modules') return undefined;
    const input = { project: { modules: modules.bytes }, scenario, seed: SEED };
    const answer = await this.#context.services.runner.run(input);
    return answer.kind === 'report' ? answer.report : undefined;
  }

  markStale(): void {
    markStale(this.#context, this.#ranWith);
  }

  /** Answers that are still to come belong to another project. */
  reset(): void {
    this.#latest++;
    this.#fresh = undefined;
    this.#ranWith = [];
  }

  async #send(steps: readonly SessionStep[], kind: Sending): Promise<SendOutcome> {
    const { services } = this.#context;
    const project = currentProject(this.#context);
    const { holds } = this.#context.store.getState().run;
    const { scenario, filters, plugins } = scenarioOfSession(project, steps, holds);
    const modules = this.#modules(plugins);
    if (modules.kind !== 'modules') return this.#fail(modules, kind);
    const ranWith = chainModules(this.#context, project);
    const id = ++this.#latest;
    const at = services.now();
    patch(this.#context, 'run', { isRunning: true });
    const input = { project: { modules: modules.bytes }, scenario, seed: SEED };
    const answer = await services.runner.run(input);
    const tookMs = services.now() - at;
    if (id !== this.#latest) return { kind: 'superseded' };
    patch(this.#context, 'run', { isRunning: false });
    if (answer.kind === 'superseded') return answer;
    if (answer.kind === 'failed') return this.#fail(answer.failure, kind);
    this.#context.artifacts.ran.set(answer.report, { input, built: modules.built });
    const requests = requestsOf(steps);
    const result: RunResult = { report: answer.report, project, filters, plugins, requests, steps, holds, at, tookMs };
    this.#ranWith = ranWith;
    const chosen = requests.findIndex((one) => one.id === project.selectedRequest);
    const sent = sentIn(answer.report);
    const last = sent.length - 1;
    const shownSent = sent[kind === 'fresh' && chosen >= 0 ? Math.min(chosen, last) : last];
    const shown = { result, ...shownAs(shownSent), cursor: undefined, lit: undefined };
    patch(this.#context, 'run', { ...shown, session: steps, failure: undefined });
    this.markStale();
    return this.#tell({ kind: 'sent', result, scenario }, kind);
  }

  #modules(plugins: RunResult['plugins']): Modules | RunFailure {
    const { built, modules } = this.#context.artifacts;
    const bytes: Record<string, Uint8Array> = {};
    const ran = new Map<string, BuiltModule>();
    const unbuilt: string[] = [];
    for (const filter of plugins) {
      const { module } = filter;
      const made = module.kind === 'source' ? built.get(module.entry) : undefined;
      const wasm = module.kind === 'source' ? made?.wasm : modules.get(module.sha256);
      if (made) ran.set(moduleName(filter), made);
      if (wasm) bytes[moduleName(filter)] = wasm;
      else if (module.kind === 'source') unbuilt.push(module.entry);
      else {
        const { fileName, sha256, size } = module;
        return { kind: 'module-absent', filter: filter.name, fileName, sha256, size };
      }
    }
    return unbuilt.length > 0 ? { kind: 'not-built', entries: unbuilt } : { kind: 'modules', bytes, built: ran };
  }

  #fail(failure: RunFailure, kind: Sending): SendOutcome {
    const { result } = this.#context.store.getState().run;
    patch(this.#context, 'run', { isRunning: false, failure, isStale: result !== undefined });
    return this.#tell({ kind: 'failed', failure }, kind);
  }

  #tell(outcome: SendOutcome, kind: Sending): SendOutcome {
    this.#onSent(outcome, kind);
    return outcome;
  }
}
