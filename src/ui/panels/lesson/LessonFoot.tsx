import { ChevronRight, CircleCheck, FastForward, RotateCcw, WandSparkles } from 'lucide-react';
import { useState } from 'react';
import type { LessonProgress, OpenLesson, Workshop } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Tip } from '../../parts/Tip.tsx';
import { offerUndo } from '../toasts/offer-undo.ts';
import { nextLesson } from './next-lesson.ts';
import { words } from './lesson.words.ts';

interface LessonFootProps {
  readonly open: OpenLesson;
  readonly workshop: Workshop | undefined;
  readonly isPassed: boolean;
  readonly progress: LessonProgress | undefined;
}

/** Ways out of a lesson: again, the solution, on. */
export function LessonFoot({ open, workshop, isPassed, progress }: LessonFootProps) {
  const commands = useCommands();
  const [isAsking, setIsAsking] = useState(false);
  const next = nextLesson(workshop, open.lesson.id);
  const reset = async () => {
    await (await commands.tutor()).reset();
    offerUndo(words.wasReset, () => commands.undo());
  };
  const solve = async () => {
    setIsAsking(false);
    await (await commands.tutor()).solve();
    offerUndo(words.wasSolved, () => commands.undo());
  };
  const goOn = () => void (next ? commands.tutor().then((it) => it.goOn()) : commands.learn());
  const passed = open.tasks.filter(({ kind }) => kind === 'passed').length;
  return (
    <footer className="lesson-foot">
      {isPassed ? (
        <span className="lesson-done">
          <CircleCheck aria-hidden />
          {words.done[progress === 'solved' ? 'solved' : 'passed']}
        </span>
      ) : (
        <span className="soft">{words.count(passed, open.tasks.length)}</span>
      )}
      <span className="grows" />
      <Button small look="quiet" onClick={() => void reset()}>
        <RotateCcw aria-hidden />
        {words.reset}
      </Button>
      {!isPassed && (
        <Button small look="quiet" onClick={() => setIsAsking(true)}>
          <WandSparkles aria-hidden />
          {words.solve}
        </Button>
      )}
      {!isPassed && next && (
        <Tip text={words.catchUpHint}>
          <Button small look="quiet" onClick={goOn}>
            <FastForward aria-hidden />
            {words.catchUp}
          </Button>
        </Tip>
      )}
      <Button
        look={isPassed ? 'primary' : 'plain'}
        disabled={!isPassed}
        title={isPassed ? undefined : words.nextHint}
        onClick={goOn}
      >
        {next || !isPassed ? words.next : words.finish}
        <ChevronRight aria-hidden />
      </Button>
      {isAsking && (
        <Dialog
          title={words.solveTitle}
          about={words.solveAbout}
          close={words.close}
          onClose={() => setIsAsking(false)}
          actions={
            <>
              <Button onClick={() => setIsAsking(false)}>{words.cancel}</Button>
              <Button look="primary" onClick={() => void solve()}>
                {words.solveDo}
              </Button>
            </>
          }
        >
          {null}
        </Dialog>
      )}
    </footer>
  );
}
