import type { AppState } from '../store.ts';
import type { Tools, Verb } from './verb.ts';
import { lessonWord } from './words/lesson.ts';

export function lessonVerbs(tools: Tools): readonly Verb[] {
  const { commands } = tools;
  const unable = ({ lesson }: AppState) => (lesson.open === undefined ? 'No lesson is open' : undefined);
  return [
    { id: 'learn', group: 'project', title: 'Learn', act: () => commands.learn(), typed: lessonWord(tools) },
    {
      id: 'reset-lesson',
      group: 'project',
      title: 'Start the lesson again',
      act: async () => (await commands.tutor()).reset(),
      unable,
    },
    {
      id: 'next-lesson',
      group: 'project',
      title: 'Go on to the next lesson',
      act: async () => (await commands.tutor()).goOn(),
      unable,
    },
  ];
}
