import { OUTSIDE, pairs, word } from './call-host.ts';
import type { HostcallCase } from './hostcall-cases.ts';

const reply = 'proxy_send_local_response';

export const cases: readonly HostcallCase[] = [
  {
    what: 'continues the request',
    call: 'proxy_continue_request',
    args: [],
    status: 'Ok',
    asked: ['continue 0'],
    trace: 'proxy_continue_request() = Ok',
  },
  {
    what: 'continues the response',
    call: 'proxy_continue_response',
    args: [],
    status: 'Ok',
    asked: ['continue 1'],
    trace: 'proxy_continue_response() = Ok',
  },
  {
    what: 'clears the route',
    call: 'proxy_clear_route_cache',
    args: [],
    status: 'Ok',
    asked: ['clear route cache'],
    trace: 'proxy_clear_route_cache() = Ok',
  },
  {
    what: 'continues a stream',
    call: 'proxy_continue_stream',
    args: [1],
    status: 'Ok',
    asked: ['continue 1'],
    trace: 'proxy_continue_stream(Response) = Ok',
  },
  {
    what: 'passes on what the proxy does not implement',
    call: 'proxy_continue_stream',
    args: [3],
    status: 'Unimplemented',
    asked: ['continue 3'],
    trace: 'proxy_continue_stream(Upstream) = Unimplemented',
  },
  {
    what: 'refuses a stream that does not exist',
    call: 'proxy_continue_stream',
    args: [4],
    status: 'BadArgument',
    trace: 'proxy_continue_stream(4) = BadArgument',
  },
  {
    what: 'closes a stream',
    call: 'proxy_close_stream',
    args: [2],
    status: 'Ok',
    asked: ['close 2'],
    trace: 'proxy_close_stream(Downstream) = Ok',
  },
  {
    what: 'refuses a stream that does not exist',
    call: 'proxy_close_stream',
    args: [-1],
    status: 'BadArgument',
    trace: 'proxy_close_stream(4294967295) = BadArgument',
  },
  {
    what: 'replies',
    call: reply,
    args: [403, 'why', 'denied', pairs('x-a', '1'), -1],
    status: 'Ok',
    asked: ['reply 403 why denied [x-a,1] 4294967295'],
    trace: `${reply}(403, "why", "denied", [x-a: 1], 4294967295) = Ok`,
  },
  {
    what: 'replies with nothing but a status',
    call: reply,
    args: [401, 0, 0, 0, 0, 0, 0, 7],
    status: 'Ok',
    asked: ['reply 401   [] 7'],
    trace: `${reply}(401, "", "", [], 7) = Ok`,
  },
  {
    what: 'takes malformed headers for none',
    call: reply,
    args: [401, '', '', word(99), 0],
    status: 'Ok',
    asked: ['reply 401   [] 0'],
    trace: `${reply}(401, "", "", [], 0) = Ok`,
  },
  ...[
    { what: 'details', args: [403, OUTSIDE, 3, 0, 0, 0, 0, -1], shown: '(outside), "", []' },
    { what: 'a body', args: [403, 0, 0, OUTSIDE, 3, 0, 0, -1], shown: '"", (outside), []' },
    { what: 'headers', args: [403, 0, 0, 0, 0, OUTSIDE, 8, -1], shown: '"", "", (outside)' },
  ].map(({ what, args, shown }) => ({
    what: `refuses ${what} past the end`,
    call: reply,
    args,
    status: 'InvalidMemoryAccess',
    trace: `${reply}(403, ${shown}, 4294967295) = InvalidMemoryAccess`,
  })),
];
