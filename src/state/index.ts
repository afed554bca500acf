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
  PluginPlace,
} from './commands/commands.ts';
export type { Version } from './ports.ts';
export type { Example, ExportTable, OutputFile, PrintedRows, Services, Trouble } from './ports.ts';
export type { BuildSlice, EntryBuild } from './slices/build.ts';
export type { CompilerSlice } from './slices/compiler.ts';
export type { ConsoleLine } from './slices/console.ts';
export type { FailedCheck, LessonProgress, LessonSlice, OpenLesson, TaskState } from './slices/lesson.ts';
export { isLessonProject, lessonProjectId } from './lessons/lesson-id.ts';
export type { Tutor } from './lessons/tutor.ts';
export type {
  Block,
  CodeBlock,
  Inline,
  Lesson,
  LessonText,
  Task as LessonTask,
  Workshop,
} from '../lessons/workshop/index.ts';
export type { EditorSlice, RanLine, RunMark } from './slices/editor.ts';
export type { Inspected, InspectorSlice } from './slices/inspector.ts';
export type { KnownModule } from './slices/modules.ts';
export type { KeptSummary, ShelfSlice } from './slices/shelf.ts';
export type { StorageTrouble } from './saved/trouble.ts';
export type { RunFailure, RunResult } from './slices/run.ts';
export type { CardModule, LinkNotice, LinkRefusal, MadeLink } from './slices/share.ts';
export { type CheckRow, checkRows } from './checks/check-rows.ts';
export type { CheckOutcome, JudgedClaim } from './slices/checks.ts';
export type { ExpectedClaim } from '../lessons/index.ts';
export type { ExchangeDigest, PastRun } from './slices/history.ts';
export { type Difference, differences, type SectionName, shortStep } from './history/compare.ts';
export { type LineChange, lineChanges } from './history/line-changes.ts';
export { mostRuns } from './history/run-limits.ts';
export type { OfferedRequests } from './slices/offered.ts';
export { looksLikeRequests } from './requests/looks-like-requests.ts';
export type { ExportFailure, Message } from './slices/toasts.ts';
export type { DialogName, DockTab, Pane, SettingsPage, Theme, ViewSlice } from './slices/view.ts';
export type { AppState, AppStore } from './store.ts';
export { type App, createApp } from './create-app.ts';
export type { Candidate, Completion } from './verbs/complete.ts';
export { shortcuts } from './verbs/shortcuts.ts';
export { type Verb, type VerbGroup, verbGroups } from './verbs/verb.ts';
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
export type { BodyCall, BodyChunk, BodyJourney, BodyRelease, BodyStage } from './selectors/journey/body-journey.ts';
export { bodyJourney } from './selectors/journey/body-journey.ts';
export { tcpJourney } from './selectors/journey/tcp-journey.ts';
export { connectionText } from './selectors/connection-text.ts';
export { networkFiltersOf } from './selectors/network-filters.ts';
export { isShownWith, requestOfExchange, requestOfShown } from './selectors/sent.ts';
export type { Metric, MetricAt, MetricChange } from './selectors/as-of/metrics-at.ts';
export type { SharedAt, SharedEntry, SharedQueueAt } from './selectors/as-of/shared-at.ts';
export type { AccessLine } from './selectors/access-lines.ts';
export type { CallbackCost } from './selectors/callbacks.ts';
export type { PropertyPlace, PropertyRead, PropertyRow } from './selectors/property-rows.ts';
export type { VmLane } from './selectors/workers.ts';
export { type Detail, REPEAT_ROUNDS } from './slices/details.ts';
export { metricHistory, metricsAt } from './selectors/as-of/metrics-at.ts';
export { sharedAt } from './selectors/as-of/shared-at.ts';
export { accessLines } from './selectors/access-lines.ts';
export { callbackAt, callbacksOf } from './selectors/callbacks.ts';
export { prometheusName, prometheusText, statName } from './selectors/metric-text.ts';
export { propertyCode, propertyPlaces, propertyRows, statusName, typeOfPath } from './selectors/property-rows.ts';
export { type LaneSegment, laneSegments } from './selectors/lane-segments.ts';
export { type CostRow, costRows, costTotals } from './selectors/cost.ts';
export type { CallAt, WaitingAt } from './selectors/as-of/calls-at.ts';
export type { Content } from './selectors/as-of/body-content.ts';
export type { HeaderLine as HeaderLineAt } from './selectors/as-of/header-lines.ts';
export type { BodyAt, DirectionAt, PauseAt, PlaceAt, StreamAt } from './selectors/as-of/stream-at.ts';
export { waitingAt } from './selectors/as-of/calls-at.ts';
export { streamStep } from './selectors/as-of/stream-at.ts';
export { RowKind, type RunRows, runRows, stepNumber } from './selectors/timeline/run-rows.ts';
export { vmLanes } from './selectors/workers.ts';
export { type PauseStory, pauseStory } from './selectors/failures/pause-story.ts';
export { type TrapStory, trapStory } from './selectors/failures/trap-story.ts';
export { type LogLevel, type LogLine, logLevels, logLinesOf } from './selectors/log-lines.ts';
export { sha256, sourcesHash } from './sha256.ts';
export { browserNotes } from './saved/browser-notes.ts';
export { browserStorage } from './saved/browser-storage.ts';
