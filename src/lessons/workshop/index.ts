export { failuresOf, requestsOfCheck, scenarioOfCheck } from './judge.ts';
export * from './lesson.ts';
export { type LessonShelf, lessonShelf, type LoadedLesson } from './shelf.ts';
