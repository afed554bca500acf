import { BookOpen } from 'lucide-react';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { words } from './lesson.words.ts';
import './lesson.css';

/** The way back to the prose, while chain and files stand in its place. */
export function LessonBar() {
  const commands = useCommands();
  const title = useSelected(({ lesson }) => lesson.open?.lesson.title);
  if (title === undefined) return null;
  return (
    <div className="lesson-bar">
      <Button small look="quiet" onClick={() => commands.setView({ pane: 'lesson' })}>
        <BookOpen aria-hidden />
        {words.back(title)}
      </Button>
    </div>
  );
}
