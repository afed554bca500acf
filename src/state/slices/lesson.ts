import type { Finding } from '../../lessons/index.ts';
import type { Lesson, LessonCheck, Workshop } from '../../lessons/workshop/index.ts';

export interface LessonSlice {
  /** The lesson whose project is open. */
  readonly open: OpenLesson | undefined;
  /** Chain and files stand in the place of its prose. */
  readonly isProseHidden: boolean;
  /** Known once somebody has begun to learn. */
  readonly workshops: readonly Workshop[];
  /** By the id of a lesson's project; nothing: not seen yet. */
  readonly progress: Readonly<Record<string, LessonProgress>>;
}

/** How far a person has come: `solved` is passed with the help of our solution. */
export type LessonProgress = 'started' | 'passed' | 'solved';

export interface OpenLesson {
  /** Id of its project. */
  readonly id: string;
  readonly lesson: Lesson;
  /** Addresses of the pictures in its prose, by name. */
  readonly pictures: Readonly<Record<string, string>>;
  readonly language: string;
  /** In their order, as they were last judged. */
  readonly tasks: readonly TaskState[];
  /** How many hints of each task are on show. */
  readonly hints: readonly number[];
  /** What is said aloud when something has been judged anew; grows with each, so that the same is said twice. */
  readonly judged: number;
}

export type TaskState =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly failed: FailedCheck };

/** The first check of a task that does not hold. */
export interface FailedCheck {
  readonly check: LessonCheck;
  /** What does not hold; empty: there was no report. */
  readonly findings: readonly Finding[];
  /** The request of the first finding. */
  readonly request: { readonly method: string; readonly url: string; readonly name: string } | undefined;
  /** The same can be seen in the page: the request is one of the lesson's own, the configuration is the filter's. */
  readonly isShowable: boolean;
}

export const initialLesson: LessonSlice = { open: undefined, isProseHidden: false, workshops: [], progress: {} };
