export type {
  Exported,
  ExportedFile,
  ExportInput,
  ExportOptions,
  ExportRefusal,
  ExportWarning,
  Feature,
  GeneratorId,
  Limit,
  TargetGroup,
} from '../export/index.ts';
export type { CompilerFailure, Diagnostic } from '../protocol/index.ts';
export type {
  Imported,
  ImportFailure,
  ImportResult,
  MissingModule,
  Note as ImportNote,
  NoteKind,
  Repair,
  RepairKind,
} from '../import/index.ts';
export type {
  BroughtModules,
  Commands,
  ExportBuild,
  FilterFields,
  HeaderList,
  RequestFields,
} from './commands/commands.ts';
export type { Version } from './ports.ts';
export type { Example, ExportTable, OutputFile, Services, Trouble } from './ports.ts';
export type { BuildSlice, EntryBuild } from './slices/build.ts';
export type { CompilerSlice } from './slices/compiler.ts';
export type { ConsoleLine } from './slices/console.ts';
export type { EditorSlice } from './slices/editor.ts';
export type { Inspected, InspectorSlice } from './slices/inspector.ts';
export type { KnownModule } from './slices/modules.ts';
export type { KeptSummary, ShelfSlice } from './slices/shelf.ts';
export type { StorageTrouble } from './saved/trouble.ts';
export type { RunFailure, RunResult } from './slices/run.ts';
export type { CardModule, LinkNotice, LinkRefusal, MadeLink } from './slices/share.ts';
export type { ExportFailure, Message } from './slices/toasts.ts';
export type { DialogName, DockTab, Pane, Theme } from './slices/view.ts';
export type { AppState, AppStore } from './store.ts';
export { type App, createApp } from './create-app.ts';
export type {
  CellChange,
  HeaderJourney,
  JourneyCell,
  JourneyColumn,
  JourneyRow,
  JourneyTable,
  Travelled,
} from './selectors/journey/header-journey.ts';
export { headerJourney } from './selectors/journey/header-journey.ts';
export type { MadeBy } from './selectors/journey/header-lines.ts';
export { type LogLevel, type LogLine, logLevels, logLinesOf } from './selectors/log-lines.ts';
export { sha256, sourcesHash } from './sha256.ts';
export { browserStorage } from './saved/browser-storage.ts';
