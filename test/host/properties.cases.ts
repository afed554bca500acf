import { expect } from 'vitest';
import { GIVEN, OUTSIDE, word } from './call-host.ts';
import type { HostcallCase } from './hostcall-cases.ts';

export const cases: readonly HostcallCase[] = [
  {
    what: 'gives a value',
    call: 'proxy_get_property',
    args: ['request\0path', 128, 144],
    setup: (context) => context.properties.set('request\0path', '/a'),
    status: 'Ok',
    writes: { 128: word(GIVEN), 144: word(2), [GIVEN]: '/a' },
    trace: 'proxy_get_property("request\\u0000path") = Ok value: "/a"',
  },
  {
    what: 'finds a missing value before it looks at the outputs',
    call: 'proxy_get_property',
    args: ['x', OUTSIDE, OUTSIDE],
    status: 'NotFound',
    trace: 'proxy_get_property("x") = NotFound',
  },
  {
    what: 'refuses a path past the end',
    call: 'proxy_get_property',
    args: [OUTSIDE, 3, 128, 144],
    status: 'InvalidMemoryAccess',
    trace: 'proxy_get_property((outside)) = InvalidMemoryAccess',
  },
  {
    what: 'stores a value',
    call: 'proxy_set_property',
    args: ['k', 'v'],
    status: 'Ok',
    trace: 'proxy_set_property("k", "v") = Ok',
    afterwards: (context) => expect(context.properties.get('k')).toBe('v'),
  },
  {
    what: 'stores nothing when the value is past the end',
    call: 'proxy_set_property',
    args: ['k', OUTSIDE, 1],
    status: 'InvalidMemoryAccess',
    trace: 'proxy_set_property("k", (outside)) = InvalidMemoryAccess',
    afterwards: (context) => expect(context.properties.size).toBe(0),
  },
  {
    what: 'gives the configuration',
    call: 'proxy_get_configuration',
    args: [128, 144],
    status: 'Ok',
    writes: { 128: word(GIVEN), 144: word(4), [GIVEN]: 'conf' },
    trace: 'proxy_get_configuration() = Ok configuration: "conf"',
  },
  {
    what: 'refuses a place past the end',
    call: 'proxy_get_configuration',
    args: [128, OUTSIDE],
    status: 'InvalidMemoryAccess',
    writes: { 128: word(GIVEN), [GIVEN]: 'conf' },
    trace: 'proxy_get_configuration() = InvalidMemoryAccess',
  },
];
