import type { Project } from '../../model/index.ts';
import type { Version } from '../ports.ts';
import type { StorageTrouble } from '../saved/trouble.ts';

/** What this browser keeps, as it was last read. */
export interface ShelfSlice {
  readonly status: 'reading' | 'read' | 'failed';
  readonly trouble: StorageTrouble | undefined;
  readonly readAt: number;
  /** The last changed first. */
  readonly projects: readonly KeptSummary[];
  /** To be had back for some days, the last deleted first. */
  readonly deleted: readonly KeptSummary[];
  /** How many records could not be read. */
  readonly unreadable: number;
  /** The project whose versions are on show. */
  readonly versionsOf: { readonly id: string; readonly project: Project } | undefined;
  /** The latest first. */
  readonly versions: readonly (Version & { readonly hash: string })[];
}

export interface KeptSummary {
  readonly id: string;
  readonly name: string;
  readonly changedAt: number;
  /** Of all kinds. */
  readonly filters: number;
}

export const initialShelf: ShelfSlice = {
  status: 'reading',
  trouble: undefined,
  readAt: 0,
  projects: [],
  deleted: [],
  unreadable: 0,
  versionsOf: undefined,
  versions: [],
};
