import { ChevronLeft, ChevronRight, ListChecks, PanelLeft, Printer, QrCode } from 'lucide-react';
import { useState } from 'react';
import type { Lesson, Workshop } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';
import { IconButton } from '../../parts/Button.tsx';
import { useIsNarrow } from '../layout/use-is-narrow.ts';
import { LessonLink } from './LessonLink.tsx';
import { lessonBefore, nextLesson } from './next-lesson.ts';
import { words } from './lesson.words.ts';

/** Where in the workshop one is, and the ways from there. */
export function LessonHead({ lesson, workshop }: { lesson: Lesson; workshop: Workshop | undefined }) {
  const commands = useCommands();
  const isNarrow = useIsNarrow();
  const [isLinkShown, setIsLinkShown] = useState(false);
  const [before, next] = [lessonBefore(workshop, lesson.id), nextLesson(workshop, lesson.id)];
  const [at, of] = [
    (workshop?.lessons.findIndex(({ id }) => id === lesson.id) ?? 0) + 1,
    workshop?.lessons.length ?? 1,
  ];
  const go = (id: string | undefined) => id !== undefined && void commands.openLesson(lesson.workshop, id);
  return (
    <nav className="lesson-head" aria-label={words.way}>
      <IconButton small name={words.lessons} icon={<ListChecks />} onClick={() => void commands.learn()} />
      <span className="lesson-way">
        <span className="soft">{workshop?.title}</span>
        <ChevronRight aria-hidden />
        <strong>{lesson.title}</strong>
      </span>
      <IconButton
        small
        name={before ? words.previous(before.title) : words.noPrevious}
        icon={<ChevronLeft />}
        disabled={before === undefined}
        onClick={() => go(before?.id)}
      />
      <span className="lesson-place">
        <span aria-hidden>{words.place(at, of)}</span>
        <span className="for-readers">{words.placeAloud(at, of)}</span>
      </span>
      <IconButton
        small
        name={next ? words.following(next.title) : words.noFollowing}
        icon={<ChevronRight />}
        disabled={next === undefined}
        onClick={() => go(next?.id)}
      />
      <IconButton small name={words.link} icon={<QrCode />} onClick={() => setIsLinkShown(true)} />
      {!isNarrow && (
        <>
          <IconButton small name={words.print} icon={<Printer />} onClick={() => print()} />
          <IconButton
            small
            name={words.chain}
            icon={<PanelLeft />}
            onClick={() => commands.setView({ pane: 'chain' })}
          />
        </>
      )}
      {isLinkShown && <LessonLink lesson={lesson} onClose={() => setIsLinkShown(false)} />}
    </nav>
  );
}
