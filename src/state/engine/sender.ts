import { moduleName, type NamedRequest, scenarioOfProject, type Scenario } from '../../model/index.ts';
import type { BuiltModule } from '../artifacts.ts';
import { type Context, currentProject, patch } from '../commands/context.ts';
import type { RunFailure, RunResult } from '../slices/run.ts';
import { areSame, chainModules, markStale, runInputs } from './staleness.ts';

export type SendOutcome =
  | { readonly kind: 'sent'; readonly result: RunResult; readonly scenario: Scenario }
  | { readonly kind: 'failed'; readonly failure: RunFailure }
  /** A later run took its place. */
  | { readonly kind: 'superseded' };

interface Modules {
  readonly kind: 'modules';
  readonly bytes: Readonly<Record<string, Uint8Array>>;
}

/** The same project and requests give the same report. */
const SEED = 1;

/** Sends requests through a proxy of the project's chain. The latest run wins. */
export class Sender {
  readonly #context: Context;
  readonly #onSent: (outcome: SendOutcome, isFresh: boolean) => void;
  #latest = 0;
  #ranWith: readonly (BuiltModule | undefined)[] = [];
  #fresh: { readonly inputs: readonly unknown[]; readonly outcome: Promise<SendOutcome> } | undefined;

  constructor(context: Context, onSent: (outcome: SendOutcome, isFresh: boolean) => void) {
    this.#context = context;
    this.#onSent = onSent;
  }

  /** Sends the selected request through a fresh proxy. Asked twice for the same, it runs once. */
  sendSelected(): Promise<SendOutcome> {
    const project = currentProject(this.#context);
    const request = project.requests.find(({ id }) => id === project.selectedRequest);
    if (request === undefined) return Promise.resolve(this.#fail({ kind: 'no-request' }, true));
    const inputs = [...runInputs(project), ...chainModules(this.#context, project)];
    if (this.#fresh && areSame(this.#fresh.inputs, inputs)) return this.#fresh.outcome;
    const outcome = this.#send([request], true).finally(() => {
      if (this.#fresh?.outcome === outcome) this.#fresh = undefined;
    });
    this.#fresh = { inputs, outcome };
    return outcome;
  }

  /** Sends one more request behind those of the session, through the same proxy: all of them are sent again. */
  sendAlso(request: NamedRequest): Promise<SendOutcome> {
    this.#fresh = undefined;
    return this.#send([...this.#context.store.getState().run.session, request], false);
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

  async #send(requests: readonly NamedRequest[], isFresh: boolean): Promise<SendOutcome> {
    const { services } = this.#context;
    const project = currentProject(this.#context);
    const { scenario, filters } = scenarioOfProject(project, requests);
    const modules = this.#modules(filters);
    if (modules.kind !== 'modules') return this.#fail(modules, isFresh);
    const ranWith = chainModules(this.#context, project);
    const id = ++this.#latest;
    const at = services.now();
    patch(this.#context, 'run', { isRunning: true });
    const answer = await services.runner.run({ project: { modules: modules.bytes }, scenario, seed: SEED });
    if (id !== this.#latest) return { kind: 'superseded' };
    patch(this.#context, 'run', { isRunning: false });
    if (answer.kind === 'superseded') return answer;
    if (answer.kind === 'failed') return this.#fail(answer.failure, isFresh);
    const result: RunResult = { report: answer.report, project, filters, requests, at };
    this.#ranWith = ranWith;
    const exchange = Math.max(0, answer.report.exchanges.length - 1);
    const shown = { result, exchange, cursor: undefined, lit: undefined };
    patch(this.#context, 'run', { ...shown, session: requests, failure: undefined });
    this.markStale();
    return this.#tell({ kind: 'sent', result, scenario }, isFresh);
  }

  #modules(filters: RunResult['filters']): Modules | RunFailure {
    const { built, modules } = this.#context.artifacts;
    const bytes: Record<string, Uint8Array> = {};
    const unbuilt: string[] = [];
    for (const filter of filters) {
      const { module } = filter;
      const wasm = module.kind === 'source' ? built.get(module.entry)?.wasm : modules.get(module.sha256);
      if (wasm) bytes[moduleName(filter)] = wasm;
      else if (module.kind === 'source') unbuilt.push(module.entry);
      else {
        const { fileName, sha256, size } = module;
        return { kind: 'module-absent', filter: filter.name, fileName, sha256, size };
      }
    }
    return unbuilt.length > 0 ? { kind: 'not-built', entries: unbuilt } : { kind: 'modules', bytes };
  }

  #fail(failure: RunFailure, isFresh: boolean): SendOutcome {
    const { result } = this.#context.store.getState().run;
    patch(this.#context, 'run', { isRunning: false, failure, isStale: result !== undefined });
    return this.#tell({ kind: 'failed', failure }, isFresh);
  }

  #tell(outcome: SendOutcome, isFresh: boolean): SendOutcome {
    this.#onSent(outcome, isFresh);
    return outcome;
  }
}
