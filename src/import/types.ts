import type { Project } from '../model/index.ts';

/** What the text of a configuration became. */
export interface Imported {
  readonly kind: 'imported';
  readonly project: Project;
  /** Code that stood in the text, by its SHA-256. */
  readonly modules: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  readonly missing: readonly MissingModule[];
  /** What had to be changed for today's Envoy, in the order of the text. */
  readonly repairs: readonly Repair[];
  /** What has no place in a project. */
  readonly notes: readonly Note[];
  /** The same documents in today's form. */
  readonly repaired: { readonly text: string; readonly isJson: boolean };
}

/** Code that the text only names. Plugins of the same file wait for the same bytes. */
export interface MissingModule {
  /** What the project's modules that wait for it have as their hash: the file's own, or one that stands for it. */
  readonly sha256: string;
  readonly fileName: string;
  /** Names of the plugins. */
  readonly plugins: readonly string[];
  readonly place: 'file' | 'url' | 'image' | 'unknown';
  /** As the text has it: a path, an address, an image. */
  readonly location: string;
  /** The text says what the file's SHA-256 is. */
  readonly isHashStated: boolean;
}

/** Where in the text: the document, counted from 1, and the way down from its root. */
interface Place {
  readonly document: number;
  readonly path: string;
}

export interface Repair extends Place {
  readonly kind: RepairKind;
  /** What stood there, short; empty when something was added. */
  readonly from: string;
  /** What stands there now; empty when something was removed. */
  readonly to: string;
}

export type RepairKind =
  | 'access-log-path'
  | 'annotation'
  | 'base64-lines'
  | 'capabilities'
  | 'cluster-name'
  | 'cluster-type'
  | 'code-local'
  | 'configuration-struct'
  | 'configuration-text'
  | 'duplicate-key'
  | 'duration'
  | 'enum'
  | 'fail-open'
  | 'field-case'
  | 'field-name'
  | 'hosts'
  | 'http2-options'
  | 'nested-config'
  | 'old-name'
  | 'old-type'
  | 'quoted'
  | 'removed-field'
  | 'router-last'
  | 'router-missing'
  | 'runtime'
  | 'target-ref'
  | 'tls-context'
  | 'type-by-name'
  | 'type-prefix'
  | 'typed-config'
  | 'typed-struct'
  | 'wasm-service';

export interface Note extends Place {
  readonly kind: NoteKind;
  /** What it is about: a filter's name, fields, a cluster. */
  readonly what: string;
}

export type NoteKind =
  /** Another HTTP filter, network filter, access logger or extension. */
  | 'other-http-filter'
  | 'other-network-filter'
  | 'other-access-logger'
  | 'other-extension'
  /** A plugin compiled into Envoy. */
  | 'null-runtime'
  /** Its place is one that a project has not: another listener, the cluster's side, a stats sink. */
  | 'plugin-left-out'
  | 'route-left-out'
  | 'resource-left-out'
  /** A document or value that is no configuration that is known here. */
  | 'not-understood'
  /** The upstream is played here by a reflecting service. */
  | 'upstream-played'
  /** Environment variables of the host have no value here. */
  | 'host-environment'
  | 'tls'
  /** Settings without a counterpart here, by name. */
  | 'fields';

/** Why nothing came of a text. */
export type ImportFailure =
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-large'; readonly size: number; readonly limit: number }
  | { readonly kind: 'too-many-parts'; readonly limit: number }
  | { readonly kind: 'too-deep'; readonly limit: number }
  | { readonly kind: 'too-many-aliases'; readonly limit: number }
  | { readonly kind: 'not-yaml'; readonly line: number; readonly column: number; readonly message: string }
  /** Well-formed, and nothing in it is a Wasm plugin or leads to one. */
  | { readonly kind: 'nothing-found'; readonly notes: readonly Note[] };

export type ImportResult = Imported | ImportFailure;
