import { bytesOfText, sha256Here } from '../../model/index.ts';
import type { SavedProject, SaveOutcome, Version } from '../ports.ts';

/** A project as the database has it. */
export interface StoredRecord extends SavedProject {
  /** Grows with each save. */
  readonly revision: number;
  /** The page that saved it. */
  readonly writer: string;
  readonly changedAt: number;
  /** Deleted, and for some days still to be had back. */
  readonly deletedAt?: number;
}

export interface Save extends SavedProject {
  /** The revision that was changed; 0 for what was never kept. */
  readonly base: number;
  readonly writer: string;
  readonly at: number;
}

interface Ruling {
  /** What is to be written; undefined where what is there stays. */
  readonly put: StoredRecord | undefined;
  /** What loses its place and is kept as a version. */
  readonly version: Version | undefined;
  readonly outcome: Omit<SaveOutcome, 'missing'>;
}

/** Who wins when a project is saved: the later one. What another page had saved meanwhile becomes a version. */
export function ruleOn(current: unknown, save: Save): Ruling {
  const { project, example, base, writer, at } = save;
  const put = { project, example, revision: base + 1, writer, changedAt: at };
  if (!isRecord(current)) return { put, version: undefined, outcome: { revision: put.revision, hasReplaced: false } };
  const revision = Math.max(base, current.revision) + 1;
  const isSame = textOf(current) === textOf(save);
  if (isSame && current.deletedAt === undefined) {
    return { put: undefined, version: undefined, outcome: { revision: current.revision, hasReplaced: false } };
  }
  const isNext = current.revision === base || current.writer === writer || current.deletedAt !== undefined || isSame;
  if (isNext) return { put: { ...put, revision }, version: undefined, outcome: { revision, hasReplaced: false } };
  // Left behind by a page that went, and somebody has saved since.
  if (at < current.changedAt) {
    const version: Version = { project, example, at, reason: 'other-tab' };
    return { put: undefined, version, outcome: { revision: current.revision, hasReplaced: false } };
  }
  const version: Version = {
    project: current.project,
    example: current.example,
    at: current.changedAt,
    reason: 'other-tab',
  };
  return { put: { ...put, revision }, version, outcome: { revision, hasReplaced: true } };
}

export function isRecord(value: unknown): value is StoredRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    'revision' in value &&
    typeof value.revision === 'number' &&
    'changedAt' in value &&
    typeof value.changedAt === 'number' &&
    'project' in value &&
    typeof value.project === 'object'
  );
}

export const isDeleted = (value: unknown): boolean => isRecord(value) && value.deletedAt !== undefined;

/** Names a version by what is in it. */
export function hashOf({ project }: Pick<SavedProject, 'project'>): string {
  return sha256Here(bytesOfText(textOf({ project })));
}

/** The same for the same project, in whatever order its parts stand. */
function textOf({ project }: Pick<SavedProject, 'project'>): string {
  return JSON.stringify(project, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const parts: [string, unknown][] = Object.entries(value);
    return Object.fromEntries(parts.sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}
