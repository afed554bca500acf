import { ChevronDown, ChevronRight, Circle, CircleCheck, CircleDashed, Lightbulb, ListTree } from 'lucide-react';
import { useId } from 'react';
import type { FailedCheck, LessonTask, TaskState } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { checkText } from './check-text.ts';
import { Prose } from './Prose.tsx';
import { words } from './lesson.words.ts';

interface TaskCardProps {
  readonly number: number;
  readonly task: LessonTask;
  readonly state: TaskState;
  readonly language: string;
  readonly hints: number;
  readonly isOpen: boolean;
  /** The code on screen is not what was judged. */
  readonly isStale: boolean;
  /** Why it is not done goes without saying. */
  readonly isQuiet: boolean;
  readonly onToggle: () => void;
}

const icons = { passed: CircleCheck, failed: Circle, unknown: CircleDashed };

export function TaskCard(props: TaskCardProps) {
  const { number, task, state, language, hints, isOpen, isStale, isQuiet, onToggle } = props;
  const id = useId();
  const Icon = icons[state.kind];
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <li className="lesson-task" data-state={state.kind} data-open={isOpen || undefined}>
      <h3>
        <button type="button" aria-expanded={isOpen} aria-controls={id} onClick={onToggle}>
          <Icon aria-hidden className="lesson-tick" />
          <span className="grows">{words.task(number, task.title)}</span>
          <span className="for-readers">{words.state[state.kind]}</span>
          <Chevron aria-hidden className="faint" />
        </button>
      </h3>
      <div id={id} className="lesson-task-body" hidden={!isOpen}>
        <div className="prose">
          <Prose blocks={task.text} />
        </div>
        {state.kind === 'failed' && !isQuiet && (
          <Failure number={number} failed={state.failed} language={language} isStale={isStale} />
        )}
        <Hints number={number} task={task} shown={hints} />
      </div>
    </li>
  );
}

const MOST_FINDINGS = 3;

function Failure(props: { number: number; failed: FailedCheck; language: string; isStale: boolean }) {
  const { number, failed, language, isStale } = props;
  const commands = useCommands();
  const { check, findings, request, isShowable } = failed;
  const why = check.fail[language] ?? Object.values(check.fail)[0];
  return (
    <div className="lesson-failure" data-stale={isStale || undefined}>
      <p>{why}</p>
      {findings.length === 0 && <p className="soft">{words.noReport}</p>}
      {findings.slice(0, MOST_FINDINGS).map((finding, index) => {
        const { what, expected, seen } = checkText(finding);
        return (
          <dl key={index}>
            <dt>{what}</dt>
            <dd>
              <span className="faint">{words.expected}</span> <code>{expected}</code>
            </dd>
            <dd>
              <span className="faint">{words.seen}</span> <code>{seen}</code>
            </dd>
          </dl>
        );
      })}
      <div className="lesson-failure-foot">
        {request && (
          <span className="soft">
            {words.sent}{' '}
            <code>
              {request.method} {pathOf(request.url)}
            </code>
            {check.configuration !== undefined && <code className="lesson-configuration">{check.configuration}</code>}
          </span>
        )}
        {isShowable && (
          <Button
            small
            aria-label={words.showAloud(number)}
            onClick={() => void commands.tutor().then((it) => it.showFailure(number))}
          >
            <ListTree aria-hidden />
            {words.show}
          </Button>
        )}
      </div>
    </div>
  );
}

const pathOf = (url: string) => url.replace(/^https?:\/\/[^/]*/, '');

function Hints({ number, task, shown }: { number: number; task: LessonTask; shown: number }) {
  const commands = useCommands();
  const { hints } = task;
  if (hints.length === 0) return null;
  return (
    <div className="lesson-hints" aria-live="polite">
      {hints.slice(0, shown).map((hint, index) => (
        <section key={index} className="prose" aria-label={words.hintNumber(index + 1)}>
          <Lightbulb aria-hidden />
          <div className="grows">
            <Prose blocks={hint} />
          </div>
        </section>
      ))}
      {shown < hints.length ? (
        <Button small look="quiet" onClick={() => void commands.tutor().then((it) => it.moreHints(number))}>
          <Lightbulb aria-hidden />
          {words.hint(shown, hints.length)}
        </Button>
      ) : (
        <span className="faint">{words.noMoreHints}</span>
      )}
    </div>
  );
}
