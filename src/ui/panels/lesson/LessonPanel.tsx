import { useEffect, useState } from 'react';
import type { Lesson, LessonSlice, OpenLesson } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { Note } from '../../parts/Note.tsx';
import { LessonFoot } from './LessonFoot.tsx';
import { LessonHead } from './LessonHead.tsx';
import { Prose } from './Prose.tsx';
import { TaskCard } from './TaskCard.tsx';
import { announcement } from './announcement.ts';
import { words } from './lesson.words.ts';
import './lesson.css';

/** A lesson: its way, its prose, its tasks. */
export function LessonPanel() {
  const { open, workshops, progress } = useSelected(({ lesson }) => lesson);
  return (
    <section className="pane lesson" aria-label={words.region}>
      {open === undefined ? <Absent /> : <Opened key={open.id} {...{ open, workshops, progress }} />}
    </section>
  );
}

/** Until the lesson has come, and when it does not. */
function Absent() {
  const commands = useCommands();
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), 4000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <output className="empty">
      {isLate ? words.unavailable : words.loading}{' '}
      {isLate && <Button onClick={() => void commands.tutor().then((it) => it.follow())}>{words.again}</Button>}
    </output>
  );
}

type OpenedProps = Pick<LessonSlice, 'workshops' | 'progress'> & { readonly open: OpenLesson };

function Opened({ open, workshops, progress }: OpenedProps) {
  const { lesson, language, tasks, hints } = open;
  const { isBroken, isStale, isUntouched } = useSelected(({ build, run, project: { current } }) => ({
    isUntouched: isAsItBegan(current, lesson),
    isBroken: Object.values(build.entries).some(({ status }) => status === 'errors'),
    isStale: run.isStale || build.status !== 'idle',
  }));
  const text = lesson.texts[language] ?? Object.values(lesson.texts)[0];
  const first = tasks.findIndex(({ kind }) => kind !== 'passed');
  // When another task is the one to do, those that were opened by hand are done with.
  const [byHand, setByHand] = useState<{ at: number; toggled: Readonly<Record<number, boolean>> }>();
  const toggled = byHand?.at === first ? byHand.toggled : {};
  if (text === undefined) return null;
  const workshop = workshops.find(({ id }) => id === lesson.workshop);
  const isPassed = first < 0;
  return (
    <>
      <LessonHead lesson={lesson} workshop={workshop} />
      <div className="lesson-scroll scrolls">
        <article>
          <h2>{text.title}</h2>
          <div className="prose">
            <Prose blocks={text.intro} />
          </div>
          <ol className="lesson-tasks" aria-label={words.tasks}>
            {text.tasks.map((task, index) => (
              <TaskCard
                key={index}
                number={index + 1}
                task={task}
                state={tasks[index] ?? { kind: 'unknown' }}
                language={language}
                hints={hints[index] ?? 0}
                isOpen={toggled[index] ?? index === first}
                isStale={isStale}
                isQuiet={isUntouched}
                onToggle={() =>
                  setByHand({ at: first, toggled: { ...toggled, [index]: !(toggled[index] ?? index === first) } })
                }
              />
            ))}
          </ol>
        </article>
      </div>
      {isBroken && <Note tone="removed">{words.broken}</Note>}
      <output className="for-readers">{isUntouched ? '' : announcement(open, text, workshop)}</output>
      <LessonFoot open={open} workshop={workshop} isPassed={isPassed} progress={progress[open.id]} />
    </>
  );
}

/** Nobody has done anything yet: what is not done is no surprise. */
function isAsItBegan({ files, filters }: Lesson['start'], { start }: Lesson): boolean {
  const paths = Object.keys(start.files);
  return (
    paths.length === Object.keys(files).length &&
    paths.every((path) => files[path] === start.files[path]) &&
    filters.map(({ configuration }) => configuration).join() ===
      start.filters.map(({ configuration }) => configuration).join()
  );
}
