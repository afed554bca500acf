import { GIVEN, OUTSIDE, word } from './call-host.ts';
import type { HostcallCase } from './hostcall-cases.ts';

export const cases: readonly HostcallCase[] = [
  {
    what: 'logs',
    call: 'proxy_log',
    args: [4, 'broken'],
    status: 'Ok',
    asked: ['log 4 broken'],
    trace: 'proxy_log(error, "broken") = Ok',
  },
  {
    what: 'logs an empty message',
    call: 'proxy_log',
    args: [0, 0, 0],
    status: 'Ok',
    asked: ['log 0 '],
    trace: 'proxy_log(trace, "") = Ok',
  },
  {
    what: 'refuses a level past critical before a bad pointer',
    call: 'proxy_log',
    args: [6, OUTSIDE, 1],
    status: 'BadArgument',
    trace: 'proxy_log(6) = BadArgument',
  },
  {
    what: 'refuses a message past the end',
    call: 'proxy_log',
    args: [2, 16, OUTSIDE],
    status: 'InvalidMemoryAccess',
    trace: 'proxy_log(info, (outside)) = InvalidMemoryAccess',
  },
  {
    what: 'gives the level',
    call: 'proxy_get_log_level',
    args: [128],
    status: 'Ok',
    writes: { 128: word(2) },
    trace: 'proxy_get_log_level() = Ok level: 2',
  },
  {
    what: 'refuses a place past the end',
    call: 'proxy_get_log_level',
    args: [OUTSIDE - 3],
    status: 'InvalidMemoryAccess',
    trace: 'proxy_get_log_level() = InvalidMemoryAccess',
  },
  {
    what: 'gives code and message',
    call: 'proxy_get_status',
    args: [96, 128, 144],
    status: 'Ok',
    writes: { 96: word(11), 128: word(GIVEN), 144: word(5), [GIVEN]: 'reset' },
    trace: 'proxy_get_status() = Ok code: 11 message: "reset"',
  },
  {
    what: 'has written the code when the place of the message is past the end',
    call: 'proxy_get_status',
    args: [96, OUTSIDE, 144],
    status: 'InvalidMemoryAccess',
    writes: { 96: word(11), [GIVEN]: 'reset' },
    trace: 'proxy_get_status() = InvalidMemoryAccess',
  },
  {
    what: 'writes nothing when the place of the code is past the end',
    call: 'proxy_get_status',
    args: [OUTSIDE, 128, 144],
    status: 'InvalidMemoryAccess',
    trace: 'proxy_get_status() = InvalidMemoryAccess',
  },
];
