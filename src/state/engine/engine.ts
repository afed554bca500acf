import type { Project, SessionStep } from '../../model/index.ts';
import { type Context, currentProject } from '../commands/context.ts';
import { Builder } from './builder.ts';
import { Sender, type Sending, type SendOutcome } from './sender.ts';
import type { RunResult } from '../slices/run.ts';
import { areSame, runInputs } from './staleness.ts';

/** From the last key to the build; a change that needs none runs sooner. */
const BUILD_DELAY_MS = 200;
const RUN_DELAY_MS = 120;

interface EngineOptions {
  readonly context: Context;
  readonly onSent: (outcome: SendOutcome, kind: Sending) => void;
}

/** Edit, build, run: keeps the result on screen up to date with the project. */
export class Engine {
  readonly builder: Builder;
  readonly sender: Sender;
  readonly #context: Context;
  readonly #unsubscribe: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor({ context, onSent }: EngineOptions) {
    this.#context = context;
    this.sender = new Sender(context, onSent);
    this.builder = new Builder({
      context,
      onBuilt: () => void this.sender.sendSelected(),
      onChange: () => this.sender.markStale(),
    });
    this.#unsubscribe = context.store.subscribe((state, before) => {
      if (state.project.current !== before.project.current) this.#follow(state.project.current, before.project.current);
    });
  }

  /** Builds what is out of date and sends the selected request. */
  async run(): Promise<SendOutcome> {
    clearTimeout(this.#timer);
    await this.builder.settle();
    return this.sender.sendSelected();
  }

  /** Builds what is out of date and does one more thing to the proxy of the session. */
  async step(step: SessionStep): Promise<SendOutcome> {
    clearTimeout(this.#timer);
    await this.builder.settle();
    return this.sender.step(step);
  }

  /** Builds what is out of date and does to a fresh proxy what was done in a run. */
  async again(run: Pick<RunResult, 'steps' | 'holds'>): Promise<SendOutcome> {
    clearTimeout(this.#timer);
    await this.builder.settle();
    return this.sender.sendAgain(run);
  }

  /** Another project took the place of the former one. */
  reset(prebuilt: Parameters<Builder['reset']>[0]): void {
    clearTimeout(this.#timer);
    this.builder.reset(prebuilt);
    this.sender.reset();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.builder.dispose();
    this.#unsubscribe();
  }

  #follow(project: Project, before: Project): void {
    if (project.id !== before.id) return;
    this.sender.markStale();
    const inputsChanged = !areSame(runInputs(project), runInputs(before));
    if (project.files !== before.files || inputsChanged) this.builder.schedule(BUILD_DELAY_MS);
    if (inputsChanged) this.#scheduleRun();
  }

  /** With the last good modules. A chain that has a filter without any waits for the build. */
  #scheduleRun(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const { filters } = currentProject(this.#context);
      const lacks = this.builder.missing.some((entry) => !this.#context.artifacts.built.has(entry));
      const isWaiting = lacks && this.#context.store.getState().build.status !== 'idle';
      if (!isWaiting || filters.length === 0) void this.sender.sendSelected();
    }, RUN_DELAY_MS);
  }
}
