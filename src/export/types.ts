import type { Project } from '../model/index.ts';

export interface ExportInput {
  readonly project: Project;
  /** Code of each enabled plugin of any kind, by the plugin's id: built for release, or as the user brought it. */
  readonly modules: Readonly<Record<string, Uint8Array>>;
  readonly options?: ExportOptions;
  /** The command line as a package, texts by path. Only a project's zip carries it. */
  readonly tool?: Readonly<Record<string, string>>;
}

export interface Address {
  /** A DNS name or an IP address. */
  readonly address: string;
  readonly port: number;
}

export interface ExportOptions {
  /** Where Envoy listens for requests; 10000 when absent. */
  readonly listenPort?: number;
  /** Envoy's administration page, on loopback only; 9901 when absent. */
  readonly adminPort?: number;
  /** Where the service behind the proxy listens; 127.0.0.1:8000 when absent. */
  readonly upstream?: Address;
  /** First port of the listeners that give written answers in place of services; 10001 when absent. */
  readonly standInPort?: number;
  /** Where Envoy listens for network filters; 11000 when absent. */
  readonly tcpPort?: number;
  /** The folder in which Envoy finds the modules; the one that it is started in when absent. */
  readonly moduleFolder?: string;
}

export type ExportedFile =
  | { readonly kind: 'text'; readonly path: string; readonly text: string }
  | { readonly kind: 'binary'; readonly path: string; readonly bytes: Uint8Array };

/** What the export could not keep, or what the user should know of it. The wording is the page's. */
export type ExportWarning =
  /** Switched off, so not in the files. */
  | { readonly kind: 'filter-left-out'; readonly filter: string }
  /** Two filters wrote the same VM id on the same code: one trap stops them all. */
  | { readonly kind: 'vm-shared'; readonly filters: readonly string[]; readonly vmId: string }
  /** No VM id was written, and without one Envoy would put these into one VM: this filter got its own. */
  | { readonly kind: 'vm-id-added'; readonly filter: string; readonly vmId: string }
  /** A header of the fixed answer that Envoy refuses to set. */
  | { readonly kind: 'header-left-out'; readonly header: string }
  /** A fixed answer's status outside 200 to 599. */
  | { readonly kind: 'status-out-of-range'; readonly status: number; readonly used: number }
  /** More bytes than `kubectl apply` takes in a ConfigMap, unless the server applies it. */
  | { readonly kind: 'module-large'; readonly filter: string; readonly size: number };

export interface Exported {
  readonly files: readonly ExportedFile[];
  readonly warnings: readonly ExportWarning[];
  /** Why there are no files after all. */
  readonly refusal?: ExportRefusal;
}

/** A fact of the finished modules that the target does not take. */
export type ExportRefusal =
  /** More bytes than the target holds. */
  { readonly kind: 'module-too-large'; readonly filter: string; readonly size: number; readonly largest: number };

/** Parts of a project that some targets have no place for. The wording is the page's. */
export type Feature =
  | 'disabled-plugins'
  | 'network-filters'
  | 'access-loggers'
  | 'services'
  | 'vm-id'
  | 'vm-configuration'
  | 'environment'
  | 'fail-open'
  | 'fail-reload'
  | 'capabilities'
  | 'stop-iteration'
  /** A plugin configuration that is no JSON object. */
  | 'text-configuration'
  /** Whole numbers beyond 2^53 in a plugin configuration. */
  | 'large-numbers'
  | 'root-id'
  /** Everything about a plugin but its code and its root id. */
  | 'settings'
  /** U+007F to U+009F in a name, an id or an environment. */
  | 'control-characters'
  | 'module-size'
  /** More filters than the target holds. */
  | 'chain-length'
  | 'order'
  | 'upstream'
  | 'clusters'
  | 'cluster-address'
  | 'cluster-behaviour'
  | 'routes'
  /** Prefixes that end inside a path segment, and the order in which routes are tried. */
  | 'route-matching'
  | 'workers'
  | 'checks';

/** What a target cannot express of a project, known before anything is built. */
export interface Limit {
  readonly feature: Feature;
  /** Whom it concerns, such as the names of the filters with a VM configuration; empty: the project as a whole. */
  readonly names: readonly string[];
  /** `refused`: with it nothing can be exported at all. */
  readonly effect: 'left-out' | 'changed' | 'refused';
}

/** Headings of the list of targets. */
export type TargetGroup = 'envoy' | 'compose' | 'istio' | 'envoy-gateway' | 'kustomize' | 'oci' | 'zip';

/** A row of the table of targets. */
export interface Generator {
  /** Of the archive, and of the folder in it, when there are several files. */
  readonly name: string;
  readonly group: TargetGroup;
  /** One file, or a folder that leaves the page as an archive. */
  readonly form: 'file' | 'folder';
  /** Those that make a difference, in the order in which they are asked for. */
  readonly options: readonly (keyof ExportOptions)[];
  readonly limits: (project: Project) => readonly Limit[];
  /** The files, the one that matters first. */
  readonly generate: (input: ExportInput) => Exported;
}
