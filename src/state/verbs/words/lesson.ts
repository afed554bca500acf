import type { Arguments } from '../arguments.ts';
import { nearest } from '../nearest.ts';
import { say } from '../say.ts';
import type { Tools, TypedVerb } from '../verb.ts';

const signs = { unknown: ' ', passed: 'x', failed: ' ' } as const;

/** `lesson`: how far it is, another one, the next one. */
export function lessonWord({ context, commands }: Tools): TypedVerb {
  const state = () => context.store.getState().lesson;
  const lessons = () => state().workshops.flatMap(({ lessons: list }) => list.map(({ id }) => id));
  const show = (): void => {
    const { open } = state();
    if (open === undefined) return;
    const text = open.lesson.texts[open.language];
    const tasks = (text?.tasks ?? []).map(({ title }, i) => {
      const kind = open.tasks[i]?.kind ?? 'unknown';
      return { kind: kind === 'passed' ? 'added' : 'output', text: `  [${signs[kind]}] ${title}` } as const;
    });
    say(context, [{ kind: 'heading', text: text?.title ?? open.lesson.title }, ...tasks]);
  };
  return {
    word: 'lesson',
    usage: '[LESSON | list | next | reset]',
    operands: (before) => (before.length === 0 ? ['list', 'next', 'reset', ...lessons()] : []),
    async run({ operands: [wish] }: Arguments) {
      const { open } = state();
      if (wish === 'list' || (wish === undefined && open === undefined)) await commands.learn();
      else if (wish === undefined) show();
      else if (wish === 'next' || wish === 'reset') {
        if (open === undefined) return 'no lesson is open; "lesson list" shows them';
        const tutor = await commands.tutor();
        await (wish === 'next' ? tutor.goOn() : tutor.reset());
        show();
      } else {
        const workshop = state().workshops.find((one) => one.lessons.some(({ id }) => id === wish));
        const meant = nearest(wish, lessons());
        if (workshop === undefined)
          return `${wish}: no such lesson; ${meant ? `did you mean ${meant}?` : '"lesson list" shows them'}`;
        await commands.openLesson(workshop.id, wish);
        show();
      }
      return undefined;
    },
  };
}
