import { type Lesson, type LessonCheck, failuresOf, scenarioOfCheck } from '../../src/lessons/workshop/index.ts';
import { moduleName, type Project } from '../../src/model/index.ts';
import type { RunAnswer, RunInput } from '../../src/protocol/index.ts';
import { compile } from '../../workers/compile/index.ts';

/** Under the limits that hold in the page, or without any. */
export type RunOnce = (input: RunInput) => Promise<RunAnswer>;

export interface FailedCheck {
  readonly check: LessonCheck;
  /** What did not hold, or why there was no report. */
  readonly why: string;
}

/** Builds a project of a lesson with the page's own compiler, and judges it by all checks of the lesson. */
export async function judge(lesson: Lesson, project: Project, run: RunOnce): Promise<FailedCheck[]> {
  const modules: Record<string, Uint8Array> = {};
  for (const filter of project.filters) {
    const { module } = filter;
    if (module.kind !== 'source' || modules[moduleName(filter)] !== undefined) continue;
    const { wasm, diagnostics } = await compile({ files: project.files, entry: module.entry, mode: 'debug' });
    if (!wasm) throw new Error(`${lesson.id}: ${module.entry} does not compile: ${JSON.stringify(diagnostics)}`);
    modules[moduleName(filter)] = wasm;
  }
  const failed: FailedCheck[] = [];
  for (const check of lesson.checks) {
    const { scenario } = scenarioOfCheck(check, lesson, project);
    const answer = await run({ project: { modules }, scenario, seed: 1 });
    if (answer.kind !== 'report') failed.push({ check, why: answer.kind });
    else {
      const [first] = failuresOf(check, answer.report);
      if (first) failed.push({ check, why: `${first.subject} ${first.of ?? ''} ${JSON.stringify(first)}` });
    }
  }
  return failed;
}

/** What is wrong with how a lesson is judged: nothing, when it is as it should be. */
export async function troublesOf(
  lesson: Lesson,
  wrong: Readonly<Record<number, Project>>,
  run: RunOnce,
): Promise<string[]> {
  const troubles: string[] = [];
  const atStart = new Set((await judge(lesson, lesson.start, run)).map(({ check }) => check.task));
  for (const { task } of lesson.checks) if (!atStart.has(task)) troubles.push(`start passes task ${task} already`);
  for (const { check, why } of await judge(lesson, lesson.solution, run))
    troubles.push(`the solution fails a check of task ${check.task}: ${why}`);
  for (const [task, project] of Object.entries(wrong)) {
    const failed = await judge(lesson, project, run);
    if (failed.every(({ check }) => check.task !== Number(task)))
      troubles.push(`the wrong solution of task ${task} passes it`);
    for (const { check, why } of failed)
      if (check.task !== Number(task))
        troubles.push(`the wrong solution of task ${task} fails a check of task ${check.task}: ${why}`);
  }
  return troubles;
}
