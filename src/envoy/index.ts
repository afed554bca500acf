export { run, type RunOptions } from './run-scenario.ts';
