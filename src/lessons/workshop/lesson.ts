import type { Project } from '../../model/index.ts';
import type { RunExpectation } from '../index.ts';

/** What the build of the site makes of the folders below `lessons/` (docs/lessons.md). Plain data. */
export interface Workshop {
  readonly id: string;
  /** Grows when lessons change so much that what was done in them no longer counts. */
  readonly version: number;
  readonly title: string;
  readonly about: string;
  /** The first is the one that every lesson has. */
  readonly languages: readonly string[];
  /** In their order. */
  readonly lessons: readonly LessonEntry[];
}

export interface LessonEntry {
  readonly id: string;
  readonly title: string;
  /** One sentence. */
  readonly about: string;
  readonly minutes: number;
}

export interface Lesson extends LessonEntry {
  readonly workshop: string;
  readonly version: number;
  /** By language. */
  readonly texts: Readonly<Record<string, LessonText>>;
  readonly checks: readonly LessonCheck[];
  /** What the lesson opens with; its requests and what is upstream are also what the checks use. */
  readonly start: Project;
  readonly solution: Project;
  /** Requests that only checks send. */
  readonly hidden: Project['requests'];
}

export interface LessonText {
  readonly title: string;
  readonly about: string;
  /** Before the first task. */
  readonly intro: readonly Block[];
  readonly tasks: readonly Task[];
}

export interface Task {
  readonly title: string;
  readonly text: readonly Block[];
  /** From a nudge to the whole answer. */
  readonly hints: readonly (readonly Block[])[];
}

/** One run through a fresh proxy, and what must come of it. */
export interface LessonCheck {
  /** Number of its task, from 1. */
  readonly task: number;
  /** Names of the requests that are sent, in turn. */
  readonly send: readonly string[];
  /** In place of the first filter's own. */
  readonly configuration?: string;
  readonly expect: RunExpectation;
  /** What to say when it fails, by language. */
  readonly fail: Readonly<Record<string, string>>;
}

/** Prose, without any markup that a browser would read. */
export type Block =
  | { readonly kind: 'heading'; readonly content: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: 'note'; readonly content: readonly Block[] }
  | { readonly kind: 'image'; readonly source: string; readonly text: string }
  | CodeBlock;

export interface CodeBlock {
  readonly kind: 'code';
  readonly language: string;
  readonly lines: readonly (readonly CodeToken[])[];
  /** What one click does with it. */
  readonly act?: CodeAct;
}

export type CodeAct =
  /** Types it into the terminal. */
  | { readonly kind: 'type' }
  /** Puts it into a file, beside or in the place of the first line that has this text in it. */
  | {
      readonly kind: 'put';
      readonly file: string;
      readonly where: 'after' | 'before' | 'instead of';
      readonly line: string;
    };

export interface CodeToken {
  readonly kind: 'plain' | 'keyword' | 'string' | 'number' | 'comment' | 'type';
  readonly text: string;
}

/** Parts of the page that prose can point at. */
export const lessonPanes = [
  'chain',
  'code',
  'request',
  'headers',
  'body',
  'logs',
  'upstream',
  'warnings',
  'console',
  'timeline',
  'clock',
  'properties',
  'shared-data',
  'metrics',
] as const;
export type LessonPane = (typeof lessonPanes)[number];

export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis'; readonly content: readonly Inline[] }
  | { readonly kind: 'link'; readonly to: string; readonly content: readonly Inline[] }
  /** Shows a part of the page. */
  | { readonly kind: 'pane'; readonly pane: LessonPane; readonly content: readonly Inline[] }
  /** Sends the request of this name. */
  | { readonly kind: 'request'; readonly name: string; readonly content: readonly Inline[] }
  | {
      readonly kind: 'file';
      readonly path: string;
      /** From 1; 0: the file. */
      readonly line: number;
      readonly toLine: number;
      readonly content: readonly Inline[];
    };
