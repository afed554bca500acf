export { runApi } from './run-api.ts';
