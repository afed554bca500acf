import { pluginsOfProject } from '../../model/index.ts';
import type { Compiler } from '../../protocol/index.ts';
import { type BuiltModule, entriesOf, isMadeFrom, type Sources } from '../artifacts.ts';
import { type Context, currentProject, patch } from '../commands/context.ts';
import type { PrebuiltModule } from '../ports.ts';
import { type BuildSlice, type EntryBuild, noBuild } from '../slices/build.ts';

type CompileAnswer = Awaited<ReturnType<Compiler['compile']>>;

interface BuilderOptions {
  readonly context: Context;
  /** After builds that nobody waited for: the chain has new modules, and all of them are good. */
  readonly onBuilt: () => void;
  /** A build ended, well or not. */
  readonly onChange: () => void;
}

/** Keeps the modules of the chain up to date with the sources: one build at a time, of what is out of date. */
export class Builder {
  readonly #context: Context;
  readonly #onBuilt: () => void;
  readonly #onChange: () => void;
  /** By entry: what the last build, good or bad, was made of. */
  readonly #tried = new Map<string, Sources>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #work: Promise<void> | undefined;
  #hasNews = false;

  constructor({ context, onBuilt, onChange }: BuilderOptions) {
    this.#context = context;
    this.#onBuilt = onBuilt;
    this.#onChange = onChange;
  }

  /** Builds when nothing has been scheduled for so long. */
  schedule(delayMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#takeBack();
    if (this.#nextEntry() === undefined) {
      this.#enter('idle');
      return;
    }
    this.#enter(this.#work ? 'building' : 'waiting');
    this.#timer = setTimeout(() => void this.#buildUnasked(), delayMs);
  }

  /** Builds at once what is out of date; settled when the sources on screen have been tried. */
  settle(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#work ??= this.#build().finally(() => {
      this.#work = undefined;
    });
    return this.#work;
  }

  /** Another try for what the compiler could not build through no fault of the sources. */
  async retry(): Promise<void> {
    for (const [entry, { failure }] of Object.entries(this.#slice.entries)) if (failure) this.#tried.delete(entry);
    await this.#buildUnasked();
  }

  /** A module that was made beforehand of one file, which the project has now. */
  bring(entry: string, module: BuiltModule): void {
    this.#context.artifacts.built.set(entry, module);
    this.#tried.set(entry, module.sources);
    this.#hasNews = true;
    this.#show(entry, { ...noBuild, status: 'built', size: module.wasm.length, isPrebuilt: true });
  }

  /** Modules that were made beforehand. The project's former builds are forgotten. */
  reset(prebuilt: readonly Pick<PrebuiltModule, 'entry' | 'wasm' | 'loadMap'>[]): void {
    const { artifacts } = this.#context;
    const { files } = currentProject(this.#context);
    this.dispose();
    this.#tried.clear();
    this.#hasNews = false;
    artifacts.built.clear();
    for (const { entry, wasm, loadMap } of prebuilt) {
      artifacts.built.set(entry, { wasm, sources: files, diagnostics: [], ...(loadMap && { loadMap }) });
      this.#tried.set(entry, files);
    }
    const states = prebuilt.map(
      ({ entry, wasm }) => [entry, { ...noBuild, status: 'built', size: wasm.length, isPrebuilt: true }] as const,
    );
    patch(this.#context, 'build', { status: 'idle', entries: Object.fromEntries(states) });
  }

  /** Entries of the chain whose module is not made of what is on screen. */
  get missing(): string[] {
    const project = currentProject(this.#context);
    const { files } = project;
    return entriesOf(pluginsOfProject(project)).filter(
      (entry) => !isMadeFrom(this.#context.artifacts.built.get(entry)?.sources, files),
    );
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  get #slice(): BuildSlice {
    return this.#context.store.getState().build;
  }

  async #buildUnasked(): Promise<void> {
    await this.settle();
    if (!this.#hasNews || this.missing.length > 0) return;
    this.#hasNews = false;
    this.#onBuilt();
  }

  async #build(): Promise<void> {
    for (let entry = this.#nextEntry(); entry !== undefined; entry = this.#nextEntry()) {
      this.#enter('building');
      await this.#buildEntry(entry);
      // Keys were pressed meanwhile: the pause after the last of them comes first.
      if (this.#timer !== undefined) break;
    }
    this.#enter(this.#timer === undefined ? 'idle' : 'waiting');
  }

  /** Sources that are again what the last good build was made of need no build. */
  #takeBack(): void {
    const project = currentProject(this.#context);
    const { files } = project;
    for (const entry of entriesOf(pluginsOfProject(project))) {
      const built = this.#context.artifacts.built.get(entry);
      if (built === undefined || isMadeFrom(this.#tried.get(entry), files)) continue;
      if (!isMadeFrom(built.sources, files)) continue;
      this.#tried.set(entry, built.sources);
      const { wasm, diagnostics } = built;
      this.#show(entry, { ...noBuild, status: 'built', diagnostics, size: wasm.length });
    }
  }

  #nextEntry(): string | undefined {
    const project = currentProject(this.#context);
    const { files } = project;
    return entriesOf(pluginsOfProject(project)).find((entry) => !isMadeFrom(this.#tried.get(entry), files));
  }

  async #buildEntry(entry: string): Promise<void> {
    const { services } = this.#context;
    const { id, files } = currentProject(this.#context);
    const startedAt = services.now();
    const answer = await services.compiler.compile({ files, entry, mode: 'debug' });
    const sources = sourcesOf(answer, entry, files);
    const now = currentProject(this.#context);
    // The latest wins: an answer about former sources is no answer.
    if (now.id !== id || answer.kind === 'superseded' || !isMadeFrom(sources, now.files)) return;
    this.#tried.set(entry, sources);
    this.#keep(entry, answer, sources, services.now() - startedAt);
    this.#onChange();
  }

  #keep(entry: string, answer: Exclude<CompileAnswer, { kind: 'superseded' }>, sources: Sources, durationMs: number) {
    const before = this.#slice.entries[entry] ?? noBuild;
    const isStale = before.size > 0;
    if (answer.kind === 'failed') {
      this.#show(entry, { ...before, status: 'failed', failure: answer.failure, isStale, durationMs });
      return;
    }
    const { wasm, diagnostics, sourceMap } = answer.result;
    const loadMap = sourceMap === undefined ? undefined : () => Promise.resolve(sourceMap);
    if (wasm === undefined) {
      this.#show(entry, { ...before, status: 'errors', diagnostics, failure: undefined, isStale, durationMs });
      return;
    }
    this.#context.artifacts.built.set(entry, { wasm, sources, diagnostics, ...(loadMap && { loadMap }) });
    this.#hasNews = true;
    this.#show(entry, { ...noBuild, status: 'built', diagnostics, size: wasm.length, durationMs });
  }

  #show(entry: string, state: EntryBuild): void {
    patch(this.#context, 'build', { entries: { ...this.#slice.entries, [entry]: state } });
  }

  #enter(status: BuildSlice['status']): void {
    if (this.#slice.status !== status) patch(this.#context, 'build', { status });
  }
}

/** What a build depends on. One that did not end well depends on everything. */
function sourcesOf(answer: CompileAnswer, entry: string, files: Readonly<Record<string, string>>): Sources {
  if (answer.kind !== 'done') return files;
  return Object.fromEntries([entry, ...answer.result.dependencies].map((path) => [path, files[path]]));
}
