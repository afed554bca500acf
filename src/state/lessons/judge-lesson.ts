import {
  failuresOf,
  type Lesson,
  type LessonCheck,
  requestsOfCheck,
  scenarioOfCheck,
} from '../../lessons/workshop/index.ts';
import { moduleName, type Project } from '../../model/index.ts';
import type { Runner } from '../../protocol/index.ts';
import type { Artifacts } from '../artifacts.ts';
import type { FailedCheck, TaskState } from '../slices/lesson.ts';

interface Judged {
  readonly lesson: Lesson;
  readonly project: Project;
  readonly artifacts: Artifacts;
  readonly runner: Pick<Runner, 'run'>;
  /** Whether anybody still wants to know. */
  readonly isWanted: () => boolean;
}

const SEED = 1;

/** Runs the checks of a lesson, each through a fresh proxy; undefined: something else is on show meanwhile. */
export async function judgeLesson(judged: Judged): Promise<TaskState[] | undefined> {
  const { lesson, isWanted } = judged;
  const count = Math.max(...lesson.checks.map(({ task }) => task));
  const tasks: TaskState[] = Array.from({ length: count }, () => ({ kind: 'passed' }));
  for (const check of lesson.checks) {
    if (tasks[check.task - 1]?.kind === 'failed') continue; // one reason at a time
    const failed = await failedCheck(check, judged);
    if (!isWanted()) return undefined;
    if (failed) tasks[check.task - 1] = { kind: 'failed', failed };
  }
  return tasks;
}

async function failedCheck(check: LessonCheck, judged: Judged): Promise<FailedCheck | undefined> {
  const { lesson, project, runner } = judged;
  const { scenario, filters } = scenarioOfCheck(check, lesson, project);
  const modules = modulesOf(filters, judged.artifacts);
  const answer = await runner.run({ project: { modules }, scenario, seed: SEED });
  const findings = answer.kind === 'report' ? failuresOf(check, answer.report) : [];
  if (answer.kind === 'report' && findings.length === 0) return undefined;
  const request = requestsOfCheck(check, lesson)[Math.max(0, findings[0]?.step ?? 0)];
  const isOwn = lesson.start.requests.some(({ name }) => name === request?.name);
  const { configuration } = check;
  const isConfigured = configuration === undefined || configuration === project.filters[0]?.configuration;
  return { check, findings, request, isShowable: isOwn && isConfigured };
}

function modulesOf(filters: Project['filters'], { built, modules }: Artifacts): Record<string, Uint8Array> {
  const found = filters.flatMap((filter) => {
    const { module } = filter;
    const wasm = module.kind === 'source' ? built.get(module.entry)?.wasm : modules.get(module.sha256);
    return wasm ? [[moduleName(filter), wasm] as const] : [];
  });
  return Object.fromEntries(found);
}
