import type { checksFile, downloadOf, fileOf, generatorIds, generators } from '../export/index.ts';
import type { ImportResult, ImportTools } from '../import/index.ts';
import type { Report, Failure, Project, Stopped, ToolVersions } from '../model/index.ts';
import type { LessonShelf } from '../lessons/workshop/index.ts';
import type { Compiler, Runner } from '../protocol/index.ts';
import type { ProjectInZip, ZipFailure } from '../share/zip/index.ts';
import type { RunFailure } from './slices/run.ts';
import type { ExportFailure } from './slices/toasts.ts';

/** What the product's verbs need of the world. `main.tsx` passes the real ones, tests pass fakes. */
export interface Services {
  readonly compiler: Pick<Compiler, 'state' | 'subscribe' | 'compile' | 'warmUp' | 'wat'>;
  readonly runner: Pick<
    Runner,
    'run' | 'inspect' | 'describe' | 'look' | 'callSites' | 'readProperties' | 'measure' | 'repeat'
  >;
  readonly storage: ProjectStorage;
  readonly notes: Notes;
  /** The first is what the page opens with. */
  readonly examples: readonly Example[];
  /** Fetches the workshops that came with the page. */
  readonly lessons: () => Promise<LessonShelf>;
  /** What runs the checks of lessons, beside the runs that a person sees. */
  readonly judge: () => Pick<Runner, 'run'>;
  /** Fetches what makes files of a project. */
  readonly loadExports: () => Promise<ExportTable>;
  /** Reads configurations for Envoy and the meshes around it. */
  readonly importer: (text: string, tools: ImportTools) => Promise<ImportResult>;
  /** Hands a file to the person, as a download. */
  readonly saveFile: (file: OutputFile) => void;
  /** Asks the person for a file of theirs, with these endings; undefined when they would rather not. */
  readonly pickFile: (endings: string) => Promise<PickedFile | undefined>;
  /** The project in a zip, or in a project's file alone. */
  readonly readZip: (bytes: Uint8Array<ArrayBuffer>) => Promise<ProjectInZip | ZipFailure>;
  readonly clipboard: { write(text: string): Promise<void> };
  readonly address: Address;
  /** What builds sources here. */
  readonly versions: ToolVersions;
  /** One line of cause and remedy, for the terminal. The wording is the page's. */
  readonly explain: (trouble: Trouble) => string;
  /** Rows of a run as the timeline words them, chosen by its filter; of one exchange or of all. */
  readonly printRows: (report: Report, filter: string, exchange: number | undefined) => Promise<PrintedRows>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly randomId: () => string;
}

/** The page's address. */
export interface Address {
  /** The parts from `#` and from `?` on; empty: there is none. */
  read(): { readonly hash: string; readonly search: string };
  /** Without those two. */
  readonly base: string;
  /** Takes those two out of the address: they name something that is no longer on show. */
  clear(): void;
}

interface PickedFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type PrintedRows =
  | { readonly kind: 'rows'; readonly lines: readonly { readonly text: string; readonly isBad: boolean }[] }
  /** The filter makes no sense. */
  | { readonly kind: 'wrong'; readonly problem: string };

export type Trouble =
  | { readonly kind: 'no-run'; readonly failure: RunFailure }
  | { readonly kind: 'no-start'; readonly failure: Failure }
  | { readonly kind: 'stopped'; readonly stopped: Stopped }
  | { readonly kind: 'no-export'; readonly reason: ExportFailure };

/** Short texts that this browser keeps, by key; where it keeps none, they last as long as the page or shorter. */
export interface Notes {
  read(key: string): string | null;
  write(key: string, text: string): void;
}

/** What this browser keeps. What comes out of it is unchecked. */
export interface ProjectStorage {
  /** What this tab had open, otherwise what was changed last; undefined when nothing is kept. */
  loadLast(): Promise<Stored | undefined>;
  loadProject(id: string): Promise<unknown>;
  /** The later save wins. `base`: the revision that was changed, 0 for what was never kept. */
  saveProject(saved: SavedProject, base: number): Promise<SaveOutcome>;
  /** This tab works on it, and opens with it when it is loaded again. */
  rememberHere(id: string): void;
  loadModule(sha256: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  saveModule(sha256: string, wasm: Uint8Array<ArrayBuffer>): Promise<void>;
  /** What other tabs do, where the browser tells. Returns how to stop that. */
  subscribe(listener: (news: StorageNews) => void): () => void;
  /** What only a window over the page needs; fetched when it is first asked for. */
  shelf(): Promise<Shelf>;
}

export interface Stored {
  readonly key: string;
  readonly value: unknown;
}

export interface SaveOutcome {
  readonly revision: number;
  /** Another tab had saved a text of its own meanwhile: it is a version now. */
  readonly hasReplaced: boolean;
  /** Modules that the project names and the database lacks, by SHA-256. */
  readonly missing: readonly string[];
}

export type StorageNews =
  | { readonly kind: 'saved'; readonly id: string; readonly revision: number; readonly hasReplaced: boolean }
  | { readonly kind: 'deleted'; readonly id: string; readonly revision: number };

export interface Shelf {
  list(): Promise<readonly Stored[]>;
  /** What was removed and can still be had back. */
  deleted(): Promise<readonly Stored[]>;
  /** For some days it can still be had back. */
  remove(id: string): Promise<void>;
  putBack(id: string): Promise<void>;
  /** Takes what cannot be read out of the way, to where a person can still find it. */
  setAside(key: string): Promise<void>;
  asides(): Promise<readonly { readonly at: number; readonly value: unknown }[]>;
  /** Takes back what can be read after all. */
  bringBack(at: number): Promise<void>;
  /** The same text is kept once. */
  keepVersion(id: string, version: Version): Promise<void>;
  /** The latest first. */
  versions(id: string): Promise<readonly StoredVersion[]>;
  /** Keeps a run, and throws away what is too much; under the next free number when another tab took that. Returns it. */
  keepRun(id: string, run: RunToKeep): Promise<number>;
  /** As they were kept, the latest first; at most so many. */
  runs(id: string, most?: number): Promise<readonly KeptRun[]>;
  dropRuns(id: string, numbers: readonly number[]): Promise<void>;
  /** Throws away what nobody can want any more, at most once a day. */
  tidy(): Promise<void>;
}

export interface KeptRun {
  readonly number: number;
  readonly text: string;
}

export interface RunToKeep extends KeptRun {
  readonly id: string;
  readonly isPinned: boolean;
}

export interface Version extends SavedProject {
  readonly at: number;
  /** A run that went well; another tab's text that lost its place; what stood here before going back. */
  readonly reason: 'run' | 'other-tab' | 'went-back';
}

export interface StoredVersion {
  readonly hash: string;
  readonly value: unknown;
}

export interface SavedProject {
  readonly project: Project;
  /** The example that it began as: its prebuilt modules serve while the sources are the same. */
  readonly example: string | undefined;
}

export interface Example {
  readonly id: string;
  readonly title: string;
  /** One sentence. */
  readonly summary: string;
  load(): Promise<LoadedExample>;
}

export interface LoadedExample {
  readonly project: Project;
  readonly prebuilt: readonly PrebuiltModule[];
  /** Modules that filters of kind `wasm` name by hash. */
  readonly modules: readonly Uint8Array<ArrayBuffer>[];
}

/** What the compiler made of an example's sources beforehand. */
export interface PrebuiltModule {
  readonly entry: string;
  /** `sourcesHash` of all files that it was made from. */
  readonly sources: string;
  readonly wasm: Uint8Array<ArrayBuffer>;
  /** Fetches the source map of the module. */
  readonly loadMap?: () => Promise<string>;
}

export interface OutputFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The table of targets, and what makes a file of what a row generates. */
export interface ExportTable {
  readonly generators: typeof generators;
  readonly generatorIds: typeof generatorIds;
  readonly downloadOf: typeof downloadOf;
  readonly fileOf: typeof fileOf;
  readonly checksFile: typeof checksFile;
  /** Fetches the command line as a package, texts by path, for the target that carries it; absent: not in this page. */
  readonly loadTool?: () => Promise<Readonly<Record<string, string>>>;
}
