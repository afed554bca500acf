import type { ModuleDescription } from '../../model/index.ts';
import type { WatAnswer } from '../../protocol/index.ts';
import type { RunFailure } from './run.ts';

/** What the module inspector shows. */
export interface InspectorSlice {
  readonly subject: Inspected | undefined;
  /** Undefined while it is read. */
  readonly answer: InspectorAnswer | undefined;
  /** The module as text, or a part of it; undefined until somebody asks. */
  readonly wat: Exclude<WatAnswer, { kind: 'superseded' }> | undefined;
  /** Text, or another part of it, is being made. */
  readonly isWatPending: boolean;
}

export type Inspected =
  | { readonly kind: 'filter'; readonly id: string }
  /** A file that was refused, by its SHA-256. */
  | { readonly kind: 'file'; readonly fileName: string; readonly sha256: string };

type InspectorAnswer =
  | { readonly kind: 'described'; readonly sha256: string; readonly description: ModuleDescription }
  | { readonly kind: 'failed'; readonly failure: RunFailure };

export const initialInspector: InspectorSlice = {
  subject: undefined,
  answer: undefined,
  wat: undefined,
  isWatPending: false,
};
