export { firstRunApi, runApiOf } from './run-api.ts';
