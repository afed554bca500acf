import type { Project } from '../model/index.ts';

export interface ExportInput {
  readonly project: Project;
  /** Code of each enabled filter, by the filter's id: built for release, or as the user brought it. */
  readonly modules: Readonly<Record<string, Uint8Array>>;
  readonly options?: ExportOptions;
}

export interface ExportOptions {
  /** Where Envoy listens for requests; 10000 when absent. */
  readonly listenPort?: number;
  /** Envoy's administration page, on loopback only; 9901 when absent. */
  readonly adminPort?: number;
  /** Where the service behind the proxy listens; 127.0.0.1:8000 when absent. */
  readonly upstream?: { readonly address: string; readonly port: number };
  /** Port of the listener that gives a fixed answer in place of a service; 10001 when absent. */
  readonly standInPort?: number;
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
  | { readonly kind: 'status-out-of-range'; readonly status: number; readonly used: number };

export interface Exported {
  readonly files: readonly ExportedFile[];
  readonly warnings: readonly ExportWarning[];
}

export interface Generator {
  /** Of the archive, and of the folder in it, when there are several files. */
  readonly name: string;
  generate(input: ExportInput): Exported;
}
