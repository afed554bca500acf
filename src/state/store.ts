import { createStore, type StoreApi } from 'zustand/vanilla';
import { type BuildSlice, initialBuild } from './slices/build.ts';
import { type DetailsSlice, initialDetails } from './slices/details.ts';
import { type CompilerSlice, initialCompiler } from './slices/compiler.ts';
import { type ChecksSlice, initialChecks } from './slices/checks.ts';
import { type ConsoleSlice, initialConsole } from './slices/console.ts';
import { type EditorSlice, initialEditor } from './slices/editor.ts';
import { type HistorySlice, initialHistory } from './slices/history.ts';
import { initialInspector, type InspectorSlice } from './slices/inspector.ts';
import { initialLesson, type LessonSlice } from './slices/lesson.ts';
import { initialModules, type ModulesSlice } from './slices/modules.ts';
import type { OfferedRequests } from './slices/offered.ts';
import { initialProject, type ProjectSlice } from './slices/project.ts';
import { initialRun, type RunSlice } from './slices/run.ts';
import { initialShare, type ShareSlice } from './slices/share.ts';
import { initialShelf, type ShelfSlice } from './slices/shelf.ts';
import { initialToasts, type Toast } from './slices/toasts.ts';
import { initialView, type ViewSlice } from './slices/view.ts';

/** Plain data only; what changes it are the commands. */
export interface AppState {
  readonly project: ProjectSlice;
  readonly editor: EditorSlice;
  readonly build: BuildSlice;
  readonly run: RunSlice;
  readonly details: DetailsSlice;
  readonly compiler: CompilerSlice;
  readonly modules: ModulesSlice;
  readonly shelf: ShelfSlice;
  /** SHA-256 of modules that the project names and this browser has not got. */
  readonly absent: readonly string[];
  readonly inspector: InspectorSlice;
  readonly lesson: LessonSlice;
  readonly view: ViewSlice;
  readonly share: ShareSlice;
  readonly console: ConsoleSlice;
  readonly checks: ChecksSlice;
  readonly history: HistorySlice;
  readonly toasts: readonly Toast[];
  /** Requests to choose from, while their window is open. */
  readonly offered: OfferedRequests | undefined;
}

export type AppStore = StoreApi<AppState>;

export function createAppStore(): AppStore {
  return createStore<AppState>()(() => ({
    project: initialProject,
    editor: initialEditor,
    build: initialBuild,
    run: initialRun,
    details: initialDetails,
    compiler: initialCompiler,
    modules: initialModules,
    shelf: initialShelf,
    absent: [],
    inspector: initialInspector,
    lesson: initialLesson,
    view: initialView,
    share: initialShare,
    console: initialConsole,
    checks: initialChecks,
    history: initialHistory,
    toasts: initialToasts,
    offered: undefined,
  }));
}
