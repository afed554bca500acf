import type { ExportWarning } from '../export/index.ts';
import type { Failure, Project, Stopped } from '../model/index.ts';
import type { Compiler, Runner } from '../protocol/index.ts';
import type { RunFailure } from './slices/run.ts';

/** What the product's verbs need of the world. `main.tsx` passes the real ones, tests pass fakes. */
export interface Services {
  readonly compiler: Pick<Compiler, 'state' | 'subscribe' | 'compile' | 'warmUp' | 'wat'>;
  readonly runner: Pick<Runner, 'run' | 'inspect' | 'describe'>;
  readonly storage: ProjectStorage;
  /** The first is what the page opens with. */
  readonly examples: readonly Example[];
  /** Makes the file that takes a chain to a real Envoy. */
  readonly exporter: Exporter;
  /** Hands a file to the person, as a download. */
  readonly saveFile: (file: OutputFile) => void;
  readonly clipboard: { write(text: string): Promise<void> };
  /** One line of cause and remedy, for the terminal. The wording is the page's. */
  readonly explain: (trouble: Trouble) => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly randomId: () => string;
}

export type Trouble =
  | { readonly kind: 'no-run'; readonly failure: RunFailure }
  | { readonly kind: 'no-start'; readonly failure: Failure }
  | { readonly kind: 'stopped'; readonly stopped: Stopped };

export interface ProjectStorage {
  /** What was saved last, unchecked; undefined when nothing was. */
  loadProject(): Promise<unknown>;
  saveProject(saved: SavedProject): Promise<void>;
  /** Keeps something that could not be read where a person can still find it. */
  keepAside(unreadable: unknown, at: number): Promise<void>;
  loadModule(sha256: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  saveModule(sha256: string, wasm: Uint8Array<ArrayBuffer>): Promise<void>;
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
}

export interface OutputFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

interface ExportInput {
  readonly project: Project;
  /** Optimised modules of the enabled filters, by filter id. */
  readonly modules: Readonly<Record<string, Uint8Array>>;
  /** Whether the bytes stand in the configuration or in files beside it. */
  readonly code: 'files' | 'inline';
}

type Exporter = (
  input: ExportInput,
) => Promise<{ readonly file: OutputFile; readonly warnings: readonly ExportWarning[] }>;
