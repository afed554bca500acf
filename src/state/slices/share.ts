import type { ModuleInfo, ToolVersions } from '../../model/index.ts';
import type { LinkRefusal, SecretPlace } from '../../share/link/index.ts';

export type { LinkRefusal } from '../../share/link/index.ts';

export interface ShareSlice {
  /** Id of the project on show that came by a link and is nobody's yet. */
  readonly opened: string | undefined;
  /** What the page has to say about a link. */
  readonly notice: LinkNotice | undefined;
  /** A link with modules, which waits for a word. */
  readonly card: LinkCard | undefined;
  /** What the share window shows. */
  readonly made: MadeLink | undefined;
  /** A bug report that could not be put on the clipboard. */
  readonly report: string | undefined;
}

export type LinkNotice =
  | { readonly kind: 'refused'; readonly refusal: LinkRefusal }
  /** It was made with other tools than those that build it here. */
  | { readonly kind: 'versions'; readonly made: ToolVersions; readonly here: ToolVersions };

export interface LinkCard {
  readonly name: string;
  readonly modules: readonly CardModule[];
}

/** A .wasm that a link carries or names. Nothing of it has run. */
export interface CardModule {
  readonly fileName: string;
  readonly size: number;
  readonly sha256: string;
  /** In the link; in this browser from before; not here. */
  readonly from: 'link' | 'here' | 'missing';
  /** What it says of itself, once it has been read; `unreadable`: it is no module. */
  readonly info: ModuleInfo | 'unreadable' | undefined;
}

export type MadeLink =
  | {
      readonly kind: 'link';
      readonly url: string;
      /** Values that open doors, and whether they are in it. */
      readonly secrets: readonly Omit<SecretPlace, 'value'>[];
      readonly withValues: boolean;
      readonly modules: readonly (Pick<CardModule, 'fileName' | 'size' | 'sha256'> & { readonly isCarried: boolean })[];
    }
  | { readonly kind: 'refused'; readonly refusal: LinkRefusal };

export const initialShare: ShareSlice = {
  opened: undefined,
  notice: undefined,
  card: undefined,
  made: undefined,
  report: undefined,
};
