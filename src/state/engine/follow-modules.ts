import { isPlaceholderHash, pluginsOfProject, type Project } from '../../model/index.ts';
import { type Context, currentProject, patch } from '../commands/context.ts';
import { areSame } from './staleness.ts';

/**
 * Keeps track of which modules the project names and this browser lacks: what comes with a link, a file or a
 * configuration may be there from before. What is found is run.
 */
export function followModules(context: Context, engine: { run(): Promise<unknown> }): () => void {
  const { store, artifacts, services } = context;
  const looked = new Set<string>();

  const show = (): void => {
    const absent = hashesOf(currentProject(context)).filter((sha) => looked.has(sha) && !artifacts.modules.has(sha));
    if (!areSame(absent, store.getState().absent)) store.setState({ absent });
  };
  /** What the module says of itself, for the chain. */
  const tell = async (sha: string, wasm: Uint8Array): Promise<void> => {
    const info = await services.runner.inspect(wasm);
    if (!('kind' in info)) patch(context, 'modules', { [sha]: { fileName: '', size: wasm.length, info } });
  };
  const look = async (): Promise<void> => {
    const unknown = hashesOf(currentProject(context)).filter((sha) => !looked.has(sha) && !artifacts.modules.has(sha));
    const found = await Promise.all(
      unknown.map(async (sha) => {
        const isNamed = !isPlaceholderHash(sha);
        const wasm = isNamed ? await services.storage.loadModule(sha).catch(() => undefined) : undefined;
        looked.add(sha);
        if (wasm === undefined || artifacts.modules.has(sha)) return false;
        artifacts.modules.set(sha, wasm);
        await tell(sha, wasm);
        return true;
      }),
    );
    show();
    if (found.some(Boolean) && store.getState().run.failure?.kind === 'module-absent') await engine.run();
  };
  return store.subscribe(({ project, modules }, before) => {
    if (project.current !== before.project.current) {
      const hashes = hashesOf(project.current);
      if (!areSame(hashes, hashesOf(before.project.current))) void look();
    } else if (modules !== before.modules) show();
  });
}

function hashesOf(project: Project): string[] {
  return [
    ...new Set(pluginsOfProject(project).flatMap(({ module }) => (module.kind === 'wasm' ? [module.sha256] : []))),
  ];
}
