import { bytesOfLatin1 } from '../../src/model/index.ts';
import { GIVEN, OUTSIDE, word } from './call-host.ts';
import type { HostcallCase } from './hostcall-cases.ts';
import type { FakeContext } from './fake-context.ts';

const get = 'proxy_get_buffer_bytes';
const state = 'proxy_get_buffer_status';
const set = 'proxy_set_buffer_bytes';
const setup = (context: FakeContext): void => void context.buffers.set(0, bytesOfLatin1('abcdef'));

export const cases: readonly HostcallCase[] = [
  {
    what: 'gives a range',
    call: get,
    args: [0, 2, 3, 128, 144],
    setup,
    status: 'Ok',
    writes: { 128: word(GIVEN), 144: word(3), [GIVEN]: 'cde' },
    trace: `${get}(HttpRequestBody, 2, 3) = Ok bytes: "cde"`,
  },
  {
    what: 'cuts a range at the end',
    call: get,
    args: [0, 0, -1, 128, 144],
    setup,
    status: 'Ok',
    writes: { 128: word(GIVEN), 144: word(6), [GIVEN]: 'abcdef' },
    trace: `${get}(HttpRequestBody, 0, 4294967295) = Ok bytes: "abcdef"`,
  },
  {
    what: 'gives nothing past the end, without an error',
    call: get,
    args: [0, -1, 10, 128, 144],
    setup,
    status: 'Ok',
    writes: { 128: word(0), 144: word(0) },
    trace: `${get}(HttpRequestBody, 4294967295, 10) = Ok bytes: ""`,
  },
  {
    what: 'refuses a buffer that does not exist',
    call: get,
    args: [9, 0, 10, OUTSIDE, OUTSIDE],
    status: 'BadArgument',
    trace: `${get}(9, 0, 10) = BadArgument`,
  },
  {
    what: 'does not find a buffer that is not there now',
    call: get,
    args: [7, 0, 10, OUTSIDE, OUTSIDE],
    status: 'NotFound',
    trace: `${get}(PluginConfiguration, 0, 10) = NotFound`,
  },
  {
    what: 'refuses a place past the end even for nothing',
    call: get,
    args: [1, 0, 10, OUTSIDE, 144],
    status: 'InvalidMemoryAccess',
    trace: `${get}(HttpResponseBody, 0, 10) = InvalidMemoryAccess`,
  },
  {
    what: 'gives the length, and flags of 0',
    call: state,
    args: [0, 128, 144],
    setup,
    status: 'Ok',
    writes: { 128: word(6), 144: word(0) },
    trace: `${state}(HttpRequestBody) = Ok length: 6 flags: 0`,
  },
  {
    what: 'does not find a buffer that is not there now',
    call: state,
    args: [4, OUTSIDE, 144],
    status: 'NotFound',
    trace: `${state}(HttpCallResponseBody) = NotFound`,
  },
  {
    what: 'has written the length when the place of the flags is past the end',
    call: state,
    args: [0, 128, OUTSIDE],
    setup,
    status: 'InvalidMemoryAccess',
    writes: { 128: word(6) },
    trace: `${state}(HttpRequestBody) = InvalidMemoryAccess`,
  },
  {
    what: 'hands range and bytes over',
    call: set,
    args: [0, 1, -1, 'XY'],
    status: 'Ok',
    asked: ['set buffer 0 1 4294967295 XY'],
    trace: `${set}(HttpRequestBody, 1, 4294967295, "XY") = Ok`,
  },
  {
    what: 'refuses a buffer that does not exist',
    call: set,
    args: [9, 0, 0, OUTSIDE, 2],
    status: 'BadArgument',
    trace: `${set}(9, 0, 0, (outside)) = BadArgument`,
  },
  {
    what: 'finds a missing buffer before it looks at the bytes',
    call: set,
    args: [7, 0, 0, OUTSIDE, 2],
    status: 'NotFound',
    trace: `${set}(PluginConfiguration, 0, 0, (outside)) = NotFound`,
  },
  {
    what: 'refuses bytes past the end',
    call: set,
    args: [0, 0, 0, OUTSIDE, 2],
    status: 'InvalidMemoryAccess',
    trace: `${set}(HttpRequestBody, 0, 0, (outside)) = InvalidMemoryAccess`,
  },
];
