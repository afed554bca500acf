import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lessonsFolder, readWorkshop, workshopsIn } from '../../scripts/lessons/workshops.ts';
import { judge, type RunOnce, troublesOf } from '../../scripts/lessons/judge.ts';
import { run } from '../../src/envoy/index.ts';
import { putCode } from '../../src/state/lessons/put-code.ts';

const once: RunOnce = ({ project, scenario, seed }) =>
  Promise.resolve({ kind: 'report', report: run(project, scenario, seed) });

const workshops = workshopsIn(lessonsFolder).map((id) => readWorkshop(lessonsFolder, id));

test('there is a workshop', () => expect(workshops.map(({ workshop }) => workshop.id)).toContain('proxy-wasm-101'));

test.each(['json.ts', 'duration.ts'])('%s of the lessons is that of the example which they lead to', (file) => {
  const lesson = workshops.flatMap(({ lessons }) => lessons).find((one) => one.lesson.id === 'callout-cache')?.lesson;
  expect(lesson?.start.files[file]).toBe(readFileSync(`gallery/header-augmenter/${file}`, 'utf8'));
});

describe.each(workshops)('$workshop.id', ({ lessons, problems }) => {
  test('reads well', () => expect(problems).toEqual([]));

  test.each(lessons)(
    '$lesson.id is failed by its start, solved by its solution, and by nothing that lacks a task',
    async ({ lesson, wrong }) => {
      expect(await troublesOf(lesson, wrong, once)).toEqual([]);
    },
  );

  test.each(lessons)('$lesson.id: the code of its hints, put in one after the other, solves it', async ({ lesson }) => {
    const hints = Object.values(lesson.texts)[0]?.tasks.flatMap((task) => task.hints.flat()) ?? [];
    let { files } = lesson.start;
    for (const block of hints) {
      if (block.kind !== 'code' || block.act?.kind !== 'put') continue;
      const { act } = block;
      const code = block.lines.map((line) => line.map(({ text }) => text).join('')).join('\n');
      const put = putCode(files[act.file] ?? '', code, act);
      expect(put, `${act.where} "${act.line}"`).toBeDefined();
      files = { ...files, [act.file]: put?.text ?? '' };
    }
    expect(await judge(lesson, { ...lesson.start, files }, once)).toEqual([]);
  });
});
