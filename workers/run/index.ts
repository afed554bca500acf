export { looksOf } from './look.ts';
export { firstRunApi, runApiOf } from './run-api.ts';
export { runDetails } from './run-details.ts';
