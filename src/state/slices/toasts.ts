import type { ExportWarning } from '../../export/index.ts';
import type { Skipped, ZipFailure } from '../../share/zip/index.ts';
import type { Failure, HttpFileNote } from '../../model/index.ts';
import type { StorageTrouble } from '../saved/trouble.ts';
import type { CompilerFailure, RunFailure } from '../../protocol/index.ts';

export interface Toast {
  readonly id: number;
  readonly message: Message;
}

/** What a toast tells; the wording is the page's. */
export type Message =
  | {
      readonly kind: 'refused-module';
      readonly fileName: string;
      readonly failure: Failure | RunFailure;
      /** For the inspector, when the file is worth a look. */
      readonly sha256?: string;
    }
  /** A file whose hash is not the one that the project names. */
  | {
      readonly kind: 'other-module';
      readonly fileName: string;
      readonly sha256: string;
      readonly size: number;
      readonly wanted: { readonly fileName: string; readonly sha256: string; readonly size: number };
    }
  | { readonly kind: 'module-supplied'; readonly fileName: string }
  | { readonly kind: 'imported'; readonly fileName: string; readonly filter: string }
  | { readonly kind: 'zip-opened'; readonly fileName: string; readonly skipped: readonly Skipped[] }
  | { readonly kind: 'zip-refused'; readonly fileName: string; readonly failure: ZipFailure }
  /** What it takes could not be fetched. */
  | { readonly kind: 'part-not-loaded' }
  /** Of a lesson: it was renamed or removed. */
  | { readonly kind: 'request-gone'; readonly name: string }
  | { readonly kind: 'copied' }
  | { readonly kind: 'clipboard-refused' }
  | { readonly kind: 'not-curl' }
  /** TCP connections, for which a form of requests has no place. */
  | { readonly kind: 'tcp-left-out'; readonly count: number }
  | { readonly kind: 'curl-pasted'; readonly notes: readonly string[] }
  /** From a HAR or an `.http` file. `notes`: what of it means nothing here. */
  | { readonly kind: 'requests-added'; readonly count: number; readonly notes: readonly HttpFileNote[] }
  | { readonly kind: 'fresh-proxy' }
  | { readonly kind: 'check-added' }
  | { readonly kind: 'no-source-line' }
  | { readonly kind: 'no-requests'; readonly fileName: string }
  | { readonly kind: 'undone'; readonly label: string }
  /** The structure of the project: there is a way back. `at`: of the step. */
  | { readonly kind: 'changed'; readonly label: string; readonly at: number }
  /** It cannot be taken back alone. */
  | { readonly kind: 'undo-passed'; readonly label: string }
  | { readonly kind: 'exported'; readonly fileName: string; readonly warnings: readonly ExportWarning[] }
  | { readonly kind: 'export-failed'; readonly reason: ExportFailure }
  | { readonly kind: 'unreadable-project' }
  | { readonly kind: 'not-saved'; readonly trouble: StorageTrouble; readonly message: string }
  /** This tab saved later than another, whose text is a version now. */
  | { readonly kind: 'replaced-other'; readonly id: string }
  /** Another tab saved later than this one. `isKept`: the text of this one is a version now. */
  | { readonly kind: 'changed-elsewhere'; readonly id: string; readonly isKept: boolean }
  | { readonly kind: 'deleted-elsewhere' }
  | { readonly kind: 'went-back'; readonly id: string; readonly name: string }
  | { readonly kind: 'link-copied'; readonly characters: number; readonly secretsLeftOut: number }
  | { readonly kind: 'link-not-copied' }
  /** Not the file that a link waits for. */
  | { readonly kind: 'other-file'; readonly fileName: string; readonly sha256: string }
  | { readonly kind: 'name-taken'; readonly name: string }
  | { readonly kind: 'bad-name'; readonly name: string };

export type ExportFailure =
  | { readonly kind: 'errors'; readonly entry: string }
  | { readonly kind: 'module-absent'; readonly fileName: string }
  /** What makes the files could not be fetched. */
  | { readonly kind: 'exports-unavailable'; readonly message: string }
  /** Another build of the same took its place. */
  | { readonly kind: 'superseded' }
  | CompilerFailure;

export const initialToasts: readonly Toast[] = [];
