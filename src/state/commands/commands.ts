import type {
  CallName,
  CloseLook,
  ClusterReply,
  FilterModule,
  HeaderRow,
  HttpFileRequest,
  NamedRequest,
  PendingCall,
  Project,
  ProjectCluster,
  ProjectRoute,
  Sent,
  ServicePlugin,
  Upstream,
} from '../../model/index.ts';
import type { ExportWarning } from '../../export/index.ts';
import type { ExpectedClaim } from '../../lessons/index.ts';
import type { CheckSummary } from '../checks/run-checks.ts';
import type { ExportTable, OutputFile, PrebuiltModule } from '../ports.ts';
import type { ExportFailure } from '../slices/toasts.ts';
import type { Imported, ImportResult } from '../../import/index.ts';
import type { Inspected } from '../slices/inspector.ts';
import type { Tutor } from '../lessons/tutor.ts';
import type { Pane, ViewSlice } from '../slices/view.ts';
import type { Completion } from '../verbs/complete.ts';

/** Fields of a plugin that a person edits. */
export type FilterFields = Partial<Omit<ServicePlugin, 'id' | 'module' | 'enabled'>>;
/** Where in a project plugins stand. */
export type PluginPlace = 'filters' | 'networkFilters' | 'accessLoggers' | 'services';
export type ClusterFields = Partial<Omit<ProjectCluster, 'name'>>;
export type RequestFields = Partial<Omit<NamedRequest, 'id'>>;
export type HeaderList = 'headers' | 'trailers';

export interface Adding {
  readonly isSequence: boolean;
  readonly isInstead: boolean;
}
export interface Opening {
  /** False: nothing runs before somebody asks for it. */
  readonly isRun: boolean;
}
export interface Place {
  readonly line: number;
  readonly column: number;
  /** Last line of those that are meant. */
  readonly toLine?: number;
}
export type LoadedExports =
  | { readonly kind: 'loaded'; readonly table: ExportTable }
  | { readonly kind: 'failed'; readonly reason: ExportFailure };
/** Modules by the ids of their plugins. */
export type ExportBuild =
  | { readonly kind: 'built'; readonly modules: Readonly<Record<string, Uint8Array<ArrayBuffer>>> }
  | { readonly kind: 'failed'; readonly reason: ExportFailure };
/** Files given for those that an import waits for, by what the project has as their hash. */
export type BroughtModules = ReadonlyMap<
  string,
  { readonly fileName: string; readonly sha256: string; readonly bytes: Uint8Array<ArrayBuffer> }
>;

/** The verbs of the product. Every panel, shortcut and palette entry goes through one of them. */
export interface Commands {
  /** Opens what was saved, otherwise the first example, and runs it. */
  start(): Promise<void>;
  /** Opens what the page's address asks for (a link, an example), otherwise as `start` does. */
  arrive(): Promise<void>;
  loadExample(id: string, opening?: Opening): Promise<void>;
  /** A copy, with an id of its own: nothing that is kept is touched. */
  openProject(project: Project, opening?: Opening): void;
  /** Opens the project in a zip, or in a project's file. */
  openZip(fileName: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  pickZip(): Promise<void>;
  renameProject(name: string): void;

  /** Shows the list of lessons. */
  learn(): Promise<void>;
  /** Opens a lesson where it was left, otherwise its start; without one the first that is not passed. */
  openLesson(workshop: string, lesson?: string): Promise<void>;
  /** The verbs of lessons, fetched when they are first wanted. */
  tutor(): Promise<Tutor>;

  /** Opens a project that this browser keeps. */
  openKept(id: string): Promise<void>;
  /** A filter, a request, nothing else. */
  newProject(): void;
  /** Reads anew what this browser keeps. */
  listProjects(): Promise<void>;
  renameKept(id: string, name: string): Promise<void>;
  duplicateKept(id: string): Promise<void>;
  /** Can be had back with `undeleteKept`. */
  deleteKept(id: string): Promise<void>;
  undeleteKept(id: string): Promise<void>;
  /** Reads the versions of one project; of none: goes back to the list. */
  showVersions(id: string | undefined): Promise<void>;
  /** Makes a version the project's text again; what stood there becomes a version. */
  goBackTo(id: string, hash: string): Promise<void>;
  /** Hands out what could not be read. */
  downloadUnreadable(): Promise<void>;
  /** Saves now what waits to be saved. */
  saveNow(): Promise<void>;

  editFile(path: string, text: string): void;
  addFile(path: string, text?: string): void;
  /** Adds a file with the module that was made of its text beforehand, under the name of its entry there. */
  addBuiltFile(path: string, text: string, prebuilt: Pick<PrebuiltModule, 'entry' | 'wasm' | 'loadMap'>): void;
  renameFile(from: string, to: string): void;
  deleteFile(path: string): void;
  /** A file of the project, or one of the SDK's to read. */
  openFile(path: string, at?: Place): void;
  closeFile(path: string): void;
  /** Remembers where the cursor is in a file. */
  placeCursor(path: string, line: number, column: number): void;

  /** Adds a plugin at the end of the chain, or of those beside it. `new-source`: with a fresh file of its own. */
  addFilter(from: 'new-source' | FilterModule, place?: PluginPlace): void;
  /** These four know a plugin by its id, wherever it stands. */
  removeFilter(id: string): void;
  moveFilter(id: string, to: number): void;
  toggleFilter(id: string): void;
  setFilter(id: string, fields: FilterFields): void;
  /** Makes a file a filter, or a plugin beside the chain; or gives it to the filter that waits for it. */
  importWasm(fileName: string, wasm: Uint8Array<ArrayBuffer>, place?: PluginPlace): Promise<void>;
  /** Gives a filter whose module is absent the file that it needs. */
  supplyModule(id: string, fileName: string, wasm: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Opens the module inspector; without a subject on the filter whose settings are open, or the first. */
  inspect(subject?: Inspected): Promise<void>;
  /** Makes the text of the module that is inspected, from a character on. */
  readWat(from?: number): Promise<void>;

  /** Adds a cluster that answers with what it was sent; a name that is taken adds nothing. */
  addCluster(name?: string): void;
  setCluster(name: string, fields: ClusterFields): void;
  /** Routes to it follow. */
  renameCluster(name: string, to: string): void;
  removeCluster(name: string): void;
  addRoute(): void;
  setRoute(index: number, route: ProjectRoute): void;
  moveRoute(index: number, to: number): void;
  removeRoute(index: number): void;
  /** 1 to 16 worker threads; whether connections go to them in turn. */
  setWorkers(workers: number, inTurn?: boolean): void;

  addRequest(kind?: 'http' | 'tcp'): void;
  duplicateRequest(id: string): void;
  removeRequest(id: string): void;
  /** In a sequence its exchange is shown, too. */
  selectRequest(id: string): void;
  moveRequest(id: string, to: number): void;
  /** Whether Run sends all requests, in their order, through one proxy. */
  setSequence(isSequence: boolean): void;
  /** Whether the requests of the sequence wait for the answers to those before them; all of them, or none. */
  overlapRequests(overlaps: boolean): void;
  editRequest(id: string, fields: RequestFields): void;
  setHeader(id: string, list: HeaderList, index: number, row: HeaderRow): void;
  addHeader(id: string, list: HeaderList, row?: Partial<HeaderRow>): void;
  removeHeader(id: string, list: HeaderList, index: number): void;
  setUpstream(upstream: Upstream): void;
  /** Puts a `curl` command into the selected request; false when the text is not one. */
  pasteCurl(text: string): Promise<boolean>;
  copyCurl(): Promise<void>;
  /** Takes a `curl` command, a HAR or an `.http` file; several requests are offered for choice. */
  bringRequests(text: string, fileName?: string): Promise<void>;
  /** Adds a claim to the checks of a request; of none: of the one whose exchange is shown. */
  expectThis(claim: ExpectedClaim, request?: string): Promise<void>;
  /** `check`: position in the project's checks; `position`: of the claim in it. */
  changeClaim(check: number, position: number, claim: ExpectedClaim): Promise<void>;
  removeClaim(check: number, position: number): Promise<void>;
  /** Runs every request that has a check. */
  runChecks(): Promise<CheckSummary>;
  /** The checks as a file for the command line. */
  saveChecks(): Promise<void>;
  /** Brings the runs of earlier visits that this browser kept, and waits for what is being recorded. */
  readRuns(): Promise<void>;
  /** The project as it was in an earlier run; can be undone. */
  restoreRun(id: string): Promise<void>;
  /** Sends what an earlier run sent through the chain as it is now. */
  replayRun(id: string): Promise<void>;
  pinRun(id: string): Promise<void>;
  /** Which two runs are compared; of fewer, none are. */
  compareRuns(ids: readonly string[]): void;
  /** All but those that are pinned; `bringBackRuns` has them back. */
  forgetRuns(): Promise<void>;
  bringBackRuns(): Promise<void>;
  /** Adds requests behind the others, or puts them in the place of all. */
  addRequests(requests: readonly HttpFileRequest[], how: Adding): void;
  /** All requests as an `.http` file. */
  copyHttp(): Promise<void>;
  saveHttp(): Promise<void>;
  /** The run on show as a HAR file. */
  saveHar(): Promise<void>;

  /** Sends the selected request through a fresh proxy. */
  run(): Promise<void>;
  /** Lets so many milliseconds of virtual time pass in the session. */
  wait(ms: number): Promise<void>;
  /** Lets time pass up to the next tick; nothing where no timer is set. */
  tick(): Promise<void>;
  /** Lets time pass until nothing is under way, a minute at most. */
  fastForward(): Promise<void>;
  /** Answers a request that an upstream has got and not answered (`report.clock.calls`). */
  answerCall(call: CallName, reply: ClusterReply): Promise<void>;
  /** Lets time pass until a call has waited too long. */
  timeOutCall(call: PendingCall): Promise<void>;
  /** The upstream drops the connection of a request that it has not answered. */
  failCall(call: CallName): Promise<void>;
  /** From here on the requests to these clusters wait until a person answers them. */
  holdCalls(clusters: readonly string[]): Promise<void>;
  /** Forgets what was sent: the next `curl` meets a fresh proxy. */
  restartSession(): void;
  /** Shows what came of one request or connection of the run. */
  selectSent(sent: Sent): void;
  /** Steps to a row of the trace, by its position in `trace.words`; undefined: to the end of the run. */
  moveCursor(at: number | undefined): void;
  /** Steps to a row and shows it. */
  showRow(at: number): void;
  /** Lights up the row whose work the pointer is over. */
  lightRow(at: number | undefined): void;
  /** Reads every property in the callbacks of the exchange on show, by repeating the run. */
  readProperties(): Promise<void>;
  /** Reads one more path; NUL stands between its segments. */
  askProperty(path: string): Promise<void>;
  /** Repeats the run for a moment and takes the time of its callbacks. */
  measureRun(): Promise<void>;
  /** Sends the run's requests a thousand times through one proxy and looks at its memory. */
  repeatRun(): Promise<void>;
  /**
   * Repeats the run on show up to a row and tells what its call looks like from the guest's side; undefined when no
   * guest wrote that row.
   */
  lookCloser(at: number): Promise<CloseLook | undefined>;
  /** Finds the source lines that called the proxy in the run on show, by repeating it. */
  markLines(): Promise<void>;
  /** Opens the source line that wrote a row; shows the row itself where none is known. */
  showSource(at: number): Promise<void>;
  /** Does what a verb does, by its id. Nothing happens while there is nothing to do for it. */
  act(verb: string): Promise<void>;
  /** What may stand behind the words before the terminal's cursor. */
  complete(before: string): Promise<Completion>;
  /** Types a line into the terminal. */
  enterLine(line: string): Promise<void>;
  clearConsole(): void;

  /** Loads the compiler, and builds what waits for it. Also the retry. */
  warmCompiler(): Promise<void>;
  /** What makes files of a project for somewhere else. */
  loadExports(): Promise<LoadedExports>;
  /** The optimised modules of all that is switched on. */
  buildForExport(): Promise<ExportBuild>;
  /** Gives a person a file, as a download. */
  handOut(file: OutputFile, warnings?: readonly ExportWarning[]): void;
  copyText(text: string): Promise<void>;
  /** Hands out the optimised module of one filter. */
  downloadWasm(filter: string): Promise<void>;

  /** Opens the link that the page's address has now. Own work stays as it is kept. */
  openLink(): Promise<void>;
  /** Opens and runs the link whose card is shown. */
  runLink(): Promise<void>;
  dismissLink(): Promise<void>;
  dismissNotice(): void;
  /** Makes the link for the share window. */
  makeLink(withValues?: boolean): Promise<unknown>;
  copyLink(withValues?: boolean): Promise<void>;
  /** A bug report as Markdown. */
  copyReport(): Promise<void>;
  printLink(): Promise<void>;

  /** Reads the text of a configuration; nothing changes by it. */
  readConfiguration(text: string): Promise<ImportResult>;
  /** Opens what was read as a project of its own. */
  openImported(imported: Imported, brought: BroughtModules): Promise<void>;
  copyRepaired(imported: Imported): Promise<void>;
  saveRepaired(imported: Imported): void;

  /** Takes back the last change; of a step only that, when nothing came after it. */
  undo(step?: { readonly label: string; readonly at: number }): void;
  redo(): void;
  setView(view: Partial<ViewSlice>): void;
  /** Shows a pane and puts the focus into it. */
  showPane(pane: Pane): void;
  /** All panes have the sizes that they began with. */
  resetLayout(): void;
  dismissToast(id: number): void;
}
