import { Artifacts } from './artifacts.ts';
import { chainCommands } from './commands/chain-commands.ts';
import { checkCommands } from './commands/check-commands.ts';
import { clockCommands } from './commands/clock-commands.ts';
import { redo, undo } from './commands/change.ts';
import type { Commands } from './commands/commands.ts';
import { consoleCommands } from './commands/console-commands.ts';
import { type Context, patch } from './commands/context.ts';
import { detailCommands } from './commands/detail-commands.ts';
import { exportCommands } from './commands/export-commands.ts';
import { fileCommands } from './commands/file-commands.ts';
import { historyCommands, lateRunKeeper } from './commands/history-commands.ts';
import { importCommands } from './commands/import-commands.ts';
import { inspectCommands } from './commands/inspect-commands.ts';
import { lookCommands } from './commands/look-commands.ts';
import { followLessons, lessonCommands } from './commands/lesson-commands.ts';
import { moduleCommands } from './commands/module-commands.ts';
import { openCommands } from './commands/open-commands.ts';
import { projectCommands } from './commands/project-commands.ts';
import { proxyCommands } from './commands/proxy-commands.ts';
import { requestCommands } from './commands/request-commands.ts';
import { exchangeCommands } from './commands/exchange-commands.ts';
import { runCommands } from './commands/run-commands.ts';
import { forLinkFirst, shareCommands } from './commands/share-commands.ts';
import { zipCommands } from './commands/zip-commands.ts';
import { followChecks } from './checks/follow-checks.ts';
import { followHistory } from './history/follow-history.ts';
import { Engine } from './engine/engine.ts';
import { followMarks } from './engine/follow-marks.ts';
import { followModules } from './engine/follow-modules.ts';
import type { Services } from './ports.ts';
import { autosave } from './saved/autosave.ts';
import { watchOtherTabs } from './saved/other-tabs.ts';
import { keepNotesLater } from './saved/keep-notes-later.ts';
import { keptTyped, keptView } from './saved/notes.ts';
import { keepRuns } from './saved/run-versions.ts';
import { tidyLater } from './saved/tidy-later.ts';
import { type AppStore, createAppStore } from './store.ts';
import { printRun } from './terminal/print-run.ts';
import type { Registry } from './verbs/registry.ts';
import type { Verb } from './verbs/verb.ts';

/** The product without its page: a store, the verbs, and the bytes that are too large for a store. */
export interface App {
  readonly store: AppStore;
  readonly commands: Commands;
  readonly artifacts: Artifacts;
  /** Everything that a person can do; fetched when it is first asked for, empty when that failed. */
  verbs(): Promise<readonly Verb[]>;
  /** The page is turned to: finds out what other tabs did meanwhile. */
  look(): Promise<void>;
  /** Ends timers and saves what waits for it. */
  dispose(): void;
}

export function createApp(services: Services): App {
  const context: Context = { store: createAppStore(), services, artifacts: new Artifacts() };
  const { store, artifacts } = context;
  const engine = new Engine({ context, onSent: (outcome, kind) => printRun(context, outcome, kind) });
  const request = requestCommands(context);
  const saving = autosave(context);
  const others = watchOtherTabs(context);
  const modules = moduleCommands(context, engine);
  const runKeeper = lateRunKeeper(context);
  const setView: Commands['setView'] = (view) => patch(context, 'view', view);
  const view = () => store.getState().view;
  const learning = lessonCommands(context, () => commands);
  const files = fileCommands(context);
  const opening = { ...openCommands(context, engine, files), ...files, ...learning, setView };
  const commands: Commands = {
    ...opening,
    ...shareCommands(context, opening),
    ...projectCommands(context, () => commands),
    ...chainCommands(context),
    ...proxyCommands(context),
    ...modules,
    importWasm: forLinkFirst(context, modules.importWasm),
    ...inspectCommands(context),
    ...detailCommands(context),
    ...request,
    ...runCommands(context, engine, request.editRequest),
    ...clockCommands(context, engine),
    ...exchangeCommands(context, () => commands),
    ...lookCommands(context, () => commands),
    ...consoleCommands(context, () => registry()),
    ...checkCommands(context, engine, () => commands),
    ...historyCommands(context, engine, runKeeper),
    ...exportCommands(context),
    ...zipCommands(context, (project) => commands.openProject(project)),
    ...importCommands(context, (project) => commands.openProject(project)),
    async warmCompiler() {
      services.compiler.warmUp();
      await engine.builder.retry();
    },
    saveNow: () => saving.flush(),
    showPane: (pane) => setView({ pane, paneFocus: view().paneFocus + 1 }),
    resetLayout: () => setView({ dockTab: 'console', isProblemsOpen: false, layoutResets: view().layoutResets + 1 }),
    undo: (step) => undo(context, step),
    redo: () => redo(context),
    dismissToast: (id) => store.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) })),
  };
  let loading: Promise<Registry> | undefined;
  const registry = () => {
    loading ??= import('./verbs/registry.ts').then(({ registryOf }) => registryOf({ context, commands, engine }));
    loading.catch(() => (loading = undefined)); // the next wish tries again
    return loading;
  };
  let listed: { readonly from: Promise<Registry>; readonly verbs: Promise<readonly Verb[]> } | undefined;
  const verbs: App['verbs'] = () => {
    const from = registry();
    if (listed?.from !== from)
      listed = {
        from,
        verbs: from.then(
          (it) => it.verbs,
          () => [],
        ),
      };
    return listed.verbs;
  };
  store.setState({ compiler: services.compiler.state });
  setView(keptView(services.notes));
  patch(context, 'console', { history: keptTyped(services.notes) });
  const ends = [
    () => saving.stop(),
    () => others.stop(),
    keepRuns(context),
    tidyLater(context),
    keepNotesLater(context),
    followModules(context, engine),
    followChecks(context),
    followLessons(context, learning),
    followHistory(context, runKeeper),
    followMarks(context),
    services.compiler.subscribe((compiler) => store.setState({ compiler })),
    () => engine.dispose(),
  ];
  return {
    store,
    commands,
    artifacts,
    verbs,
    look: () => others.look(),
    dispose: () => ends.forEach((end) => end()),
  };
}
