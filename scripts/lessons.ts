import { limitedRun } from '../cli/limited-run.ts';
import { troublesOf } from './lessons/judge.ts';
import { lessonsFolder, readWorkshop, workshopsIn } from './lessons/workshops.ts';

/** npm run lessons [folder]: whether every lesson reads well, can be failed, and is solved by its solution. */
const folder = process.argv[2] ?? lessonsFolder;
let isGood = true;
const tell = (problem: string) => {
  isGood = false;
  console.log(`    ${problem}`);
};
for (const id of workshopsIn(folder)) {
  const { workshop, lessons, problems } = readWorkshop(folder, id);
  console.log(`${workshop.title}: ${lessons.length} lessons`);
  problems.forEach(tell);
  if (problems.length > 0) continue;
  for (const { lesson, wrong } of lessons) {
    const troubles = await troublesOf(lesson, wrong, limitedRun);
    const tasks = new Set(lesson.checks.map(({ task }) => task)).size;
    console.log(
      `  ${troubles.length === 0 ? 'ok  ' : 'FAIL'} ${lesson.id}: ${tasks} tasks, ${lesson.checks.length} checks`,
    );
    troubles.forEach(tell);
  }
}
if (!isGood) process.exitCode = 1;
