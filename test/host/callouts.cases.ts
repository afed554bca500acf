import { OUTSIDE, pairs, word } from './call-host.ts';
import type { HostcallCase } from './hostcall-cases.ts';

const http = 'proxy_http_call';
const grpc = 'proxy_grpc_call';
const stream = 'proxy_grpc_stream';
const request = pairs(':method', 'GET', ':path', '/');
const shown = '[:method: GET | :path: /]';
const asked = '[:method,GET,:path,/]';

export const cases: readonly HostcallCase[] = [
  {
    what: 'starts a call and gives its token',
    call: http,
    args: ['auth', request, 'body', pairs('t', '1'), 500, 400],
    status: 'Ok',
    writes: { 400: word(4) },
    asked: [`http auth ${asked} body [t,1] 500`],
    trace: `${http}("auth", ${shown}, "body", [t: 1], 500) = Ok token: 4`,
  },
  {
    what: 'leaves a token of 0 when the call cannot start',
    call: http,
    args: ['nowhere', request, '', '', 500, 400],
    status: 'BadArgument',
    writes: { 400: word(0) },
    asked: [`http nowhere ${asked}  [] 500`],
    trace: `${http}("nowhere", ${shown}, "", [], 500) = BadArgument`,
  },
  {
    what: 'starts nothing when the place of the token is past the end',
    call: http,
    args: ['auth', request, '', '', 500, OUTSIDE - 3],
    status: 'InvalidMemoryAccess',
    trace: `${http}("auth", ${shown}, "", [], 500) = InvalidMemoryAccess`,
  },
  {
    what: 'looks at all inputs before it writes a token',
    call: http,
    args: ['auth', request, '', OUTSIDE, 8, 500, 400],
    status: 'InvalidMemoryAccess',
    trace: `${http}("auth", ${shown}, "", (outside), 500) = InvalidMemoryAccess`,
  },
  {
    what: 'starts a call and gives its token',
    call: grpc,
    args: ['auth', 'pkg.S', 'M', pairs('k', 'v'), 'msg', 250, 400],
    status: 'Ok',
    writes: { 400: word(5) },
    asked: ['grpc call auth pkg.S M [k,v] msg 250'],
    trace: `${grpc}("auth", "pkg.S", "M", [k: v], "msg", 250) = Ok token: 5`,
  },
  {
    what: 'leaves the output alone when the upstream makes no sense',
    call: grpc,
    args: ['\x01', 'pkg.S', 'M', '', '', 250, 400],
    status: 'ParseFailure',
    asked: ['grpc call \x01 pkg.S M []  250'],
    trace: `${grpc}("\\u0001", "pkg.S", "M", [], "", 250) = ParseFailure`,
  },
  {
    what: 'refuses a message past the end',
    call: grpc,
    args: ['auth', 'pkg.S', 'M', '', OUTSIDE, 2, 250, 400],
    status: 'InvalidMemoryAccess',
    trace: `${grpc}("auth", "pkg.S", "M", [], (outside), 250) = InvalidMemoryAccess`,
  },
  {
    what: 'finds the bad place of the token only after the call was made',
    call: grpc,
    args: ['auth', 'pkg.S', 'M', '', '', 250, OUTSIDE],
    status: 'InvalidMemoryAccess',
    asked: ['grpc call auth pkg.S M []  250'],
    trace: `${grpc}("auth", "pkg.S", "M", [], "", 250) = InvalidMemoryAccess`,
  },
  {
    what: 'opens a stream and gives its token',
    call: stream,
    args: ['auth', 'pkg.S', 'M', pairs('k', 'v'), 400],
    status: 'Ok',
    writes: { 400: word(6) },
    asked: ['grpc stream auth pkg.S M [k,v]'],
    trace: `${stream}("auth", "pkg.S", "M", [k: v]) = Ok token: 6`,
  },
  {
    what: 'refuses an upstream past the end',
    call: stream,
    args: [OUTSIDE, 4, 'pkg.S', 'M', '', 400],
    status: 'InvalidMemoryAccess',
    trace: `${stream}((outside), "pkg.S", "M", []) = InvalidMemoryAccess`,
  },
  {
    what: 'sends a message',
    call: 'proxy_grpc_send',
    args: [6, 'msg', 1],
    status: 'Ok',
    asked: ['grpc send 6 msg true'],
    trace: 'proxy_grpc_send(6, "msg", 1) = Ok',
  },
  {
    what: 'passes on that a token is of another kind',
    call: 'proxy_grpc_send',
    args: [5, 'msg', 0],
    status: 'BadArgument',
    asked: ['grpc send 5 msg false'],
    trace: 'proxy_grpc_send(5, "msg", 0) = BadArgument',
  },
  {
    what: 'refuses a message past the end, whatever the token',
    call: 'proxy_grpc_send',
    args: [777777, OUTSIDE, 1, 0],
    status: 'InvalidMemoryAccess',
    trace: 'proxy_grpc_send(777777, (outside), 0) = InvalidMemoryAccess',
  },
  ...(['close', 'cancel'] as const).flatMap((verb) => [
    {
      what: 'ends a stream',
      call: `proxy_grpc_${verb}`,
      args: [6],
      status: 'Ok',
      asked: [`grpc ${verb} 6`],
      trace: `proxy_grpc_${verb}(6) = Ok`,
    },
    {
      what: 'does not find an unknown token',
      call: `proxy_grpc_${verb}`,
      args: [10],
      status: 'NotFound',
      asked: [`grpc ${verb} 10`],
      trace: `proxy_grpc_${verb}(10) = NotFound`,
    },
  ]),
];
