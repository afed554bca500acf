import { describe, expect, test } from 'vitest';
import { lessonsFolder, readWorkshop, workshopsIn } from '../../scripts/lessons/workshops.ts';
import { type RunOnce, troublesOf } from '../../scripts/lessons/judge.ts';
import { run } from '../../src/envoy/index.ts';

const once: RunOnce = ({ project, scenario, seed }) =>
  Promise.resolve({ kind: 'report', report: run(project, scenario, seed) });

const workshops = workshopsIn(lessonsFolder).map((id) => readWorkshop(lessonsFolder, id));

test('there is a workshop', () => expect(workshops.map(({ workshop }) => workshop.id)).toContain('proxy-wasm-101'));

describe.each(workshops)('$workshop.id', ({ lessons, problems }) => {
  test('reads well', () => expect(problems).toEqual([]));

  test.each(lessons)(
    '$lesson.id is failed by its start, solved by its solution, and by nothing that lacks a task',
    async ({ lesson, wrong }) => {
      expect(await troublesOf(lesson, wrong, once)).toEqual([]);
    },
  );
});
