import * as env from './env';
import { clearOut, OUT } from './memory';
import { accept } from './status';

/** The time since 1970 in nanoseconds. (`Date.now()` has no host function to stand on: the module would be refused.) */
export function getCurrentTimeNanoseconds(): u64 {
  clearOut();
  accept(env.proxy_get_current_time_nanoseconds(OUT), 'proxy_get_current_time_nanoseconds', '');
  return load<u64>(OUT);
}

/** The time since 1970 in milliseconds. */
export function getCurrentTimeMilliseconds(): i64 {
  return <i64>(getCurrentTimeNanoseconds() / 1000000);
}
