import { complete, type Completion } from './complete.ts';
import { enterLine } from './enter-line.ts';
import { helpVerbs } from './help-verbs.ts';
import { lessonVerbs } from './lesson-verbs.ts';
import { projectVerbs } from './project-verbs.ts';
import { runVerbs } from './run-verbs.ts';
import { shareVerbs } from './share-verbs.ts';
import type { Tools, Verb } from './verb.ts';
import { viewVerbs } from './view-verbs.ts';

/** Everything that a person can do here, once: the menu, the palette, the keys and the terminal are made of it. */
export interface Registry {
  readonly verbs: readonly Verb[];
  enterLine(line: string): Promise<void>;
  complete(before: string): Promise<Completion>;
}

export function registryOf(tools: Tools): Registry {
  const verbs: readonly Verb[] = [
    ...projectVerbs(tools),
    ...lessonVerbs(tools),
    ...runVerbs(tools),
    ...viewVerbs(tools),
    ...shareVerbs(tools),
    ...helpVerbs(tools, () => verbs),
  ];
  return {
    verbs,
    enterLine: (line) => enterLine(tools, verbs, line),
    complete: (before) => complete(verbs, before),
  };
}
