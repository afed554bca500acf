export { type PropertyQuestions, readProperties } from './read-properties.ts';
export { repeatRequests } from './repeat-requests.ts';
export type { RunOptions } from './run-scenario.ts';
export { run } from './whole.ts';
export { Session, type Sent } from './session.ts';
