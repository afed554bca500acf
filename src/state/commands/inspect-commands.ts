import { pluginsOfProject } from '../../model/index.ts';
import { sha256 } from '../sha256.ts';
import type { Inspected } from '../slices/inspector.ts';
import type { RunFailure } from '../slices/run.ts';
import type { Commands } from './commands.ts';
import { type Context, currentProject, patch } from './context.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export function inspectCommands(context: Context): Pick<Commands, 'inspect' | 'readWat'> {
  const { services, store } = context;
  return {
    async inspect(asked) {
      const subject = asked ?? firstSubject(context);
      patch(context, 'inspector', { subject, answer: undefined, wat: undefined, isWatPending: false });
      patch(context, 'view', { dialog: 'inspect' });
      if (subject === undefined) return;
      const isAsked = () => store.getState().inspector.subject === subject;
      const bytes = bytesOf(context, subject);
      if ('kind' in bytes) {
        patch(context, 'inspector', { answer: { kind: 'failed', failure: bytes } });
        return;
      }
      const [described, sha] = await Promise.all([services.runner.describe(bytes), sha256(bytes)]);
      if (!isAsked()) return;
      patch(context, 'inspector', {
        answer:
          'kind' in described
            ? { kind: 'failed', failure: described }
            : { kind: 'described', sha256: sha, description: described },
      });
    },
    async readWat(from = 0) {
      const { subject } = store.getState().inspector;
      const bytes = subject && bytesOf(context, subject);
      if (bytes === undefined || 'kind' in bytes) return;
      patch(context, 'inspector', { isWatPending: true });
      const wat = await services.compiler.wat({ wasm: bytes, from });
      if (wat.kind !== 'superseded' && store.getState().inspector.subject === subject) {
        patch(context, 'inspector', { wat, isWatPending: false });
      }
    },
  };
}

/** The filter whose settings are open, or the first. */
function firstSubject(context: Context): Inspected | undefined {
  const plugins = pluginsOfProject(currentProject(context));
  const { openFilter } = context.store.getState().view;
  const plugin = plugins.find(({ id }) => id === openFilter) ?? plugins[0];
  return plugin && { kind: 'filter', id: plugin.id };
}

/** What would run, or why there is nothing. */
function bytesOf(context: Context, subject: Inspected): Bytes | RunFailure {
  const { built, modules, refused } = context.artifacts;
  if (subject.kind === 'file') {
    const { fileName, sha256: sha } = subject;
    return refused.get(sha) ?? { kind: 'module-absent', filter: '', fileName, sha256: sha, size: 0 };
  }
  const plugin = pluginsOfProject(currentProject(context)).find(({ id }) => id === subject.id);
  if (plugin === undefined) return { kind: 'not-built', entries: [] };
  const { name, module } = plugin;
  if (module.kind === 'source') {
    return built.get(module.entry)?.wasm ?? { kind: 'not-built', entries: [module.entry] };
  }
  const { fileName, sha256: sha, size } = module;
  return modules.get(sha) ?? { kind: 'module-absent', filter: name, fileName, sha256: sha, size };
}
