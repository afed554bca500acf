import {
  askedProperties,
  type ChainFilter,
  type NamedRequest,
  type Project,
  type ProjectScenario,
  type Report,
  scenarioOfProject,
} from '../../model/index.ts';
import { type Finding, runFindings } from '../index.ts';
import type { Lesson, LessonCheck } from './lesson.ts';

type Judged = Pick<Lesson, 'start' | 'hidden'>;

/** The requests that a check sends, as the lesson has them: a person may have changed theirs. */
export function requestsOfCheck({ send }: LessonCheck, { start, hidden }: Judged): NamedRequest[] {
  const all = [...start.requests, ...hidden];
  return send.flatMap((name) => all.filter((request) => request.name === name));
}

/** The run that a check judges: the plugins of a project, and all around them as the lesson has it. */
export function scenarioOfCheck(
  check: LessonCheck,
  lesson: Judged,
  plugins: Pick<Project, 'filters'>,
): ProjectScenario {
  const { configuration } = check;
  const filters = plugins.filters.map((filter, i): ChainFilter =>
    i === 0 && configuration !== undefined ? { ...filter, configuration } : filter,
  );
  const made = scenarioOfProject({ ...lesson.start, filters }, requestsOfCheck(check, lesson));
  const properties = askedProperties(check.expect.requests ?? []);
  return properties.length === 0 ? made : { ...made, scenario: { ...made.scenario, properties } };
}

/** What came of a check. Empty: all that it claims holds. */
export function failuresOf({ expect }: LessonCheck, report: Report): Finding[] {
  return runFindings(expect, report).filter(({ holds }) => !holds);
}
