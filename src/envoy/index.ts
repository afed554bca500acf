export { run, type RunOptions } from './run-scenario.ts';
export { Session, type Sent } from './session.ts';
