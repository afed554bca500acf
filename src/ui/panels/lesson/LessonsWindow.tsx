import { CircleCheck, CircleDashed, CircleDot } from 'lucide-react';
import { type LessonProgress, lessonProjectId, type Workshop } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { words } from './lesson.words.ts';
import './lesson.css';

/** The workshops that came with the page, and how far one has come. */
export function LessonsWindow() {
  const commands = useCommands();
  const { workshops, progress, openId } = useSelected(({ lesson }) => ({
    workshops: lesson.workshops,
    progress: lesson.progress,
    openId: lesson.open?.id,
  }));
  return (
    <Dialog
      title={words.listTitle}
      about={words.listAbout}
      close={words.close}
      onClose={() => commands.setView({ dialog: undefined })}
    >
      <div className="lessons">
        {workshops.map((workshop) => (
          <WorkshopPart key={workshop.id} {...{ workshop, progress, openId }} />
        ))}
        <p className="faint">{words.own}</p>
      </div>
    </Dialog>
  );
}

interface WorkshopPartProps {
  readonly workshop: Workshop;
  readonly progress: Readonly<Record<string, LessonProgress>>;
  readonly openId: string | undefined;
}

const icons = { unseen: CircleDashed, started: CircleDot, passed: CircleCheck, solved: CircleCheck };

function WorkshopPart({ workshop, progress, openId }: WorkshopPartProps) {
  const commands = useCommands();
  const { id, version, title, about, lessons } = workshop;
  const idOf = (lesson: string) => lessonProjectId({ workshop: id, version, id: lesson });
  const states = lessons.map((lesson) => progress[idOf(lesson.id)] ?? 'unseen');
  const passed = states.filter((state) => state === 'passed' || state === 'solved').length;
  const isBegun = states.some((state) => state !== 'unseen');
  return (
    <section aria-labelledby={id}>
      <div className="lessons-head">
        <div className="grows">
          <h3 id={id}>{title}</h3>
          <p className="soft">{about}</p>
        </div>
        <Button look="primary" onClick={() => void commands.openLesson(id)}>
          {passed === lessons.length ? words.startOver : isBegun ? words.goOn : words.begin}
        </Button>
      </div>
      <ol>
        {lessons.map((lesson, index) => {
          const state = states[index] ?? 'unseen';
          const Icon = icons[state];
          return (
            <li key={lesson.id}>
              <button
                type="button"
                data-state={state}
                aria-current={idOf(lesson.id) === openId ? 'true' : undefined}
                onClick={() => void commands.openLesson(id, lesson.id)}
              >
                <Icon aria-hidden className="lesson-tick" />
                <span className="grows">
                  <strong>{words.task(index + 1, lesson.title)}</strong>
                  <small>{lesson.about}</small>
                </span>
                <small>
                  {words.progress[state]} · {words.minutes(lesson.minutes)}
                </small>
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
