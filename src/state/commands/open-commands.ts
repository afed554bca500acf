import { pluginsOfProject, type Project } from '../../model/index.ts';
import type { Engine } from '../engine/engine.ts';
import type { LoadedExample, PrebuiltModule, Stored } from '../ports.ts';
import { keptPlace } from '../saved/notes.ts';
import type { KeptProject } from '../saved/saved-project.ts';
import { notSaved } from '../saved/trouble.ts';
import { sha256, sourcesHash } from '../sha256.ts';
import { lessonOf } from '../lessons/lesson-id.ts';
import { initialRun } from '../slices/run.ts';
import type { Commands } from './commands.ts';
import { type Context, patch, toast } from './context.ts';

type OpenCommands = Pick<Commands, 'start' | 'loadExample' | 'openProject' | 'openKept' | 'addBuiltFile'>;

export function openCommands(context: Context, engine: Engine, files: Pick<Commands, 'addFile'>): OpenCommands {
  const { services, artifacts } = context;

  const open = (project: Project, example: string | undefined, prebuilt: readonly PrebuiltModule[]): void => {
    patch(context, 'project', { current: project, example, undo: [], redo: [], saved: 'copy', revision: 0 });
    const hash = prebuilt.length > 0 ? sourcesHash(project.files) : '';
    engine.reset(prebuilt.filter(({ sources }) => sources === hash));
    patch(context, 'run', initialRun);
    const first = project.filters.find(({ module }) => module.kind === 'source')?.module;
    const active = first?.kind === 'source' ? first.entry : Object.keys(project.files)[0];
    const plain = { open: active === undefined ? [] : [active], active, cursors: {}, reveal: undefined };
    patch(context, 'editor', { ...plain, ...keptPlace(services.notes, project) });
    patch(context, 'view', { settings: undefined, openFilter: undefined });
  };

  const openSaved = async ({ project, example, revision }: KeptProject): Promise<void> => {
    const loaded = await loadedOrNothing(context, example);
    await keepModules(context, loaded.modules);
    await Promise.all(
      pluginsOfProject(project).map(async ({ module }) => module.kind === 'wasm' && bring(context, module.sha256)),
    );
    open(project, example, loaded.prebuilt);
    patch(context, 'project', { saved: 'saved', revision });
    services.storage.rememberHere(project.id);
    await runAndInspect(context, engine);
  };

  const openExample = async (id: string, { isRun } = { isRun: true }): Promise<void> => {
    const loaded = await loadBeginning(context, id);
    if (loaded === undefined) return;
    const { project, prebuilt, modules } = loaded;
    await keepModules(context, modules);
    open({ ...project, id: lessonOf(id) ? project.id : services.randomId() }, id, prebuilt);
    if (isRun) await runAndInspect(context, engine);
  };

  return {
    async start() {
      const saved = await lastProject(context);
      if (saved) await openSaved(saved);
      else if (services.examples[0]) await openExample(services.examples[0].id);
    },
    loadExample: openExample,
    addBuiltFile(path, text, { entry, wasm, loadMap }) {
      const map = loadMap && { loadMap: async () => renamed(await loadMap(), entry, path) };
      engine.builder.bring(path, { wasm, sources: { [path]: text }, diagnostics: [], ...map });
      files.addFile(path, text);
    },
    async openKept(id) {
      try {
        const kept = await readable(context, { key: id, value: await services.storage.loadProject(id) });
        if (kept) await openSaved(kept);
      } catch (error) {
        toast(context, notSaved(error));
      }
    },
    openProject(project, { isRun } = { isRun: true }) {
      open({ ...project, id: services.randomId() }, undefined, []);
      for (const sha of artifacts.modules.keys()) void inspect(context, sha);
      if (isRun) void engine.run();
    },
  };
}

/** The last project that can be read; what cannot is set aside. */
async function lastProject(context: Context): Promise<KeptProject | undefined> {
  const { storage } = context.services;
  try {
    const seen = new Set<string>();
    for (let last = await storage.loadLast(); last && !seen.has(last.key); last = await storage.loadLast()) {
      seen.add(last.key);
      const project = await readable(context, last);
      if (project) return project;
    }
  } catch (error) {
    // A browser that keeps nothing still runs filters.
    toast(context, notSaved(error));
  }
  return undefined;
}

async function readable(context: Context, { key, value }: Stored): Promise<KeptProject | undefined> {
  // Whoever comes for the first time has nothing to read.
  const { parseSavedProject } = await import('../saved/saved-project.ts');
  const kept = parseSavedProject(value);
  if (kept) return kept;
  const shelf = await context.services.storage.shelf();
  await shelf.setAside(key);
  toast(context, { kind: 'unreadable-project' });
  return undefined;
}

/** What a project began as: an example, or the start of a lesson. */
async function loadBeginning({ services }: Context, id: string | undefined): Promise<LoadedExample | undefined> {
  const lesson = lessonOf(id);
  if (lesson === undefined) return services.examples.find((one) => one.id === id)?.load();
  const loaded = await (await services.lessons()).load(...lesson);
  return loaded && { project: loaded.lesson.start, prebuilt: await loaded.prebuilt(), modules: [] };
}

/** A source map in which a source has another name. */
function renamed(map: string, from: string, to: string): string {
  return JSON.stringify(JSON.parse(map), (key, value: unknown) =>
    key === 'sources' && Array.isArray(value) ? value.map((one: unknown) => (one === from ? to : one)) : value,
  );
}

/** An example whose files cannot be fetched costs its prebuilt modules, not the person's project. */
async function loadedOrNothing(context: Context, id: string | undefined): Promise<LoadedExample | NoExample> {
  try {
    return (await loadBeginning(context, id)) ?? noExample;
  } catch {
    return noExample;
  }
}

type NoExample = Pick<LoadedExample, 'prebuilt' | 'modules'>;
const noExample: NoExample = { prebuilt: [], modules: [] };

async function keepModules({ artifacts }: Context, modules: LoadedExample['modules']): Promise<void> {
  const named = await Promise.all(modules.map(async (wasm) => [await sha256(wasm), wasm] as const));
  for (const [sha, wasm] of named) artifacts.modules.set(sha, wasm);
}

async function bring({ artifacts, services }: Context, sha: string): Promise<void> {
  if (artifacts.modules.has(sha)) return;
  const wasm = await services.storage.loadModule(sha).catch(() => undefined);
  if (wasm) artifacts.modules.set(sha, wasm);
}

/** The result first: what the modules say of themselves can wait. */
async function runAndInspect(context: Context, engine: Engine): Promise<void> {
  await engine.run();
  const { filters } = context.store.getState().project.current;
  await Promise.all(
    filters.map(async ({ module }) => module.kind === 'wasm' && inspect(context, module.sha256, module.fileName)),
  );
}

async function inspect(context: Context, sha: string, fileName = ''): Promise<void> {
  const wasm = context.artifacts.modules.get(sha);
  if (wasm === undefined || context.store.getState().modules[sha]) return;
  const info = await context.services.runner.inspect(wasm);
  if ('kind' in info) return;
  patch(context, 'modules', { [sha]: { fileName, size: wasm.length, info } });
}
