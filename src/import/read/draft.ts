import type { ChainFilter, EnvironmentVariable, ProjectCluster, ProjectRoute } from '../../model/index.ts';

/** A plugin as a text describes it: its code is bytes, or a place where they are said to be. */
export interface FoundPlugin extends Omit<ChainFilter, 'id' | 'module'> {
  readonly code: FoundCode;
  readonly singleton: boolean;
}

export type FoundCode =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer>; readonly fileName: string }
  | {
      readonly kind: 'named';
      readonly place: 'file' | 'url' | 'image' | 'unknown';
      readonly location: string;
      readonly fileName: string;
      /** Of the file, where the text states it. */
      readonly sha256: string;
    };

export interface FoundRoute extends ProjectRoute {
  /** As a connection manager without a timeout of its own has it. */
  readonly isUsualTimeout: boolean;
  /** What the route itself does to an answer, for one that stands in for a service. */
  readonly answerHeaders: readonly EnvironmentVariable[];
  readonly delayMs: number;
  /** The body of its direct answer is a byte string, and no text. */
  readonly isBytes: boolean;
}

/** One HTTP connection manager. */
export interface FoundChain {
  readonly document: number;
  readonly path: string;
  readonly listener: string;
  readonly address: string;
  readonly filters: readonly FoundPlugin[];
  readonly loggers: readonly FoundPlugin[];
  readonly routes: readonly FoundRoute[];
}

/** A filter that a mesh puts into its own chain, and what decides its place there. */
export interface MeshFilter {
  readonly plugin: FoundPlugin;
  readonly phase: number;
  /** Higher comes first. */
  readonly priority: number;
}

/** What the documents hold, gathered before it becomes a project. */
export interface Draft {
  name: string;
  readonly chains: FoundChain[];
  readonly networkFilters: FoundPlugin[];
  readonly services: FoundPlugin[];
  readonly clusters: ProjectCluster[];
  readonly mesh: MeshFilter[];
  /** Of HTTPRoutes, beside any listener. */
  readonly routes: FoundRoute[];
  /** Where a TCP proxy sends what it gets. */
  tcpCluster: string;
  /** Files that the text carries, by their name. */
  readonly files: Map<string, Uint8Array<ArrayBuffer>>;
  /** Where a pod sees a file: path to name of a file in a ConfigMap. */
  readonly mounts: { readonly path: string; readonly file: string }[];
  /** Plugins that a chain only names: EXTENSION_CONFIG, ECDS. */
  readonly extensions: Map<string, FoundPlugin>;
}

export const emptyDraft = (): Draft => ({
  name: '',
  chains: [],
  networkFilters: [],
  services: [],
  clusters: [],
  mesh: [],
  routes: [],
  tcpCluster: '',
  files: new Map(),
  mounts: [],
  extensions: new Map(),
});
