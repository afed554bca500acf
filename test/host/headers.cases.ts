import { GIVEN, OUTSIDE, pairs, word, type Argument } from './call-host.ts';

type Headers = Readonly<Record<number, readonly (readonly [string, string])[]>>;

export interface HeaderCase {
  readonly what: string;
  readonly call: string;
  readonly args: readonly Argument[];
  readonly status: string;
  readonly writes?: Readonly<Record<number, string>>;
  /** What the maps hold afterwards, where they changed. */
  readonly headers?: Headers;
  readonly trace: string;
}

const get = 'proxy_get_header_map_value';
const add = 'proxy_add_header_map_value';
const replace = 'proxy_replace_header_map_value';
const remove = 'proxy_remove_header_map_value';
const getPairs = 'proxy_get_header_map_pairs';
const setPairs = 'proxy_set_header_map_pairs';
const size = 'proxy_get_header_map_size';

export const cases: readonly HeaderCase[] = [
  {
    what: 'gives a value in memory that the guest allocates',
    call: get,
    args: [0, ':path', 128, 144],
    status: 'Ok',
    writes: { 128: word(GIVEN), 144: word(6), [GIVEN]: '/index' },
    trace: `${get}(RequestHeaders, ":path") = Ok value: "/index"`,
  },
  {
    what: 'gives an empty value as address 0 and size 0, without allocating',
    call: get,
    args: [0, 'x-empty', 128, 144],
    status: 'Ok',
    writes: { 128: word(0), 144: word(0) },
    trace: `${get}(RequestHeaders, "x-empty") = Ok value: ""`,
  },
  {
    what: 'leaves the outputs alone when the header is missing',
    call: get,
    args: [0, 'x-none', 128, 144],
    status: 'NotFound',
    trace: `${get}(RequestHeaders, "x-none") = NotFound`,
  },
  {
    what: 'refuses a map that does not exist before it looks at any pointer',
    call: get,
    args: [8, OUTSIDE, 4, OUTSIDE, OUTSIDE],
    status: 'BadArgument',
    trace: `${get}(8) = BadArgument`,
  },
  {
    what: 'refuses a name past the end of memory, even in a map out of reach',
    call: get,
    args: [1, OUTSIDE - 3, 4, 128, 144],
    status: 'InvalidMemoryAccess',
    trace: `${get}(RequestTrailers, (outside)) = InvalidMemoryAccess`,
  },
  {
    what: 'refuses a name that begins past the end and has no bytes',
    call: get,
    args: [0, OUTSIDE + 1, 0, 128, 144],
    status: 'InvalidMemoryAccess',
    trace: `${get}(RequestHeaders, "") = InvalidMemoryAccess`,
  },
  {
    what: 'takes a size as unsigned',
    call: get,
    args: [0, 16, -1, 128, 144],
    status: 'InvalidMemoryAccess',
    trace: `${get}(RequestHeaders, (outside)) = InvalidMemoryAccess`,
  },
  {
    what: 'finds a missing header before it looks at the outputs',
    call: get,
    args: [0, 'x-none', OUTSIDE, OUTSIDE],
    status: 'NotFound',
    trace: `${get}(RequestHeaders, "x-none") = NotFound`,
  },
  {
    what: 'refuses a place past the end after the bytes were copied',
    call: get,
    args: [0, ':path', OUTSIDE - 3, 144],
    status: 'InvalidMemoryAccess',
    writes: { [GIVEN]: '/index' },
    trace: `${get}(RequestHeaders, ":path") = InvalidMemoryAccess`,
  },
  {
    what: 'writes the address before it refuses the place of the size',
    call: get,
    args: [0, ':path', 128, OUTSIDE],
    status: 'InvalidMemoryAccess',
    writes: { 128: word(GIVEN), [GIVEN]: '/index' },
    trace: `${get}(RequestHeaders, ":path") = InvalidMemoryAccess`,
  },
  {
    what: 'adds a header',
    call: add,
    args: [0, 'x-a', '1'],
    status: 'Ok',
    headers: {
      0: [
        [':path', '/index'],
        ['x-empty', ''],
        ['x-a', '1'],
      ],
    },
    trace: `${add}(RequestHeaders, "x-a", "1") = Ok`,
  },
  {
    what: 'adds nothing to a map out of reach',
    call: add,
    args: [2, 'x-a', '1'],
    status: 'BadArgument',
    trace: `${add}(ResponseHeaders, "x-a", "1") = BadArgument`,
  },
  {
    what: 'adds nothing when the value is past the end',
    call: add,
    args: [0, 'x-a', OUTSIDE, 1],
    status: 'InvalidMemoryAccess',
    trace: `${add}(RequestHeaders, "x-a", (outside)) = InvalidMemoryAccess`,
  },
  {
    what: 'adds nothing when the name is past the end',
    call: add,
    args: [0, OUTSIDE, 1, 'v'],
    status: 'InvalidMemoryAccess',
    trace: `${add}(RequestHeaders, (outside), "v") = InvalidMemoryAccess`,
  },
  {
    what: 'replaces a header',
    call: replace,
    args: [0, ':path', '/new'],
    status: 'Ok',
    headers: {
      0: [
        ['x-empty', ''],
        [':path', '/new'],
      ],
    },
    trace: `${replace}(RequestHeaders, ":path", "/new") = Ok`,
  },
  {
    what: 'replaces nothing in a map that does not exist',
    call: replace,
    args: [-1, ':path', '/new'],
    status: 'BadArgument',
    trace: `${replace}(4294967295) = BadArgument`,
  },
  {
    what: 'removes a header',
    call: remove,
    args: [0, ':path'],
    status: 'Ok',
    headers: { 0: [['x-empty', '']] },
    trace: `${remove}(RequestHeaders, ":path") = Ok`,
  },
  {
    what: 'removes nothing when the name is past the end',
    call: remove,
    args: [0, OUTSIDE, 5],
    status: 'InvalidMemoryAccess',
    trace: `${remove}(RequestHeaders, (outside)) = InvalidMemoryAccess`,
  },
  {
    what: 'gives all headers in one piece',
    call: getPairs,
    args: [0, 128, 144],
    status: 'Ok',
    writes: {
      128: word(GIVEN),
      144: word(pairs(':path', '/index', 'x-empty', '').length),
      [GIVEN]: pairs(':path', '/index', 'x-empty', ''),
    },
    trace: `${getPairs}(RequestHeaders) = Ok headers: [:path: /index | x-empty: ]`,
  },
  {
    what: 'gives a map out of reach as no bytes at all',
    call: getPairs,
    args: [3, 128, 144],
    status: 'Ok',
    writes: { 128: word(0), 144: word(0) },
    trace: `${getPairs}(ResponseTrailers) = Ok headers: []`,
  },
  {
    what: 'gives no headers of a map that does not exist',
    call: getPairs,
    args: [8, 128, 144],
    status: 'BadArgument',
    trace: `${getPairs}(8) = BadArgument`,
  },
  {
    what: 'refuses a place for all headers past the end',
    call: getPairs,
    args: [3, 128, OUTSIDE],
    status: 'InvalidMemoryAccess',
    writes: { 128: word(0) },
    trace: `${getPairs}(ResponseTrailers) = InvalidMemoryAccess`,
  },
  {
    what: 'sets all headers',
    call: setPairs,
    args: [0, pairs('a', '1', 'b', '')],
    status: 'Ok',
    headers: {
      0: [
        ['a', '1'],
        ['b', ''],
      ],
    },
    trace: `${setPairs}(RequestHeaders, [a: 1 | b: ]) = Ok`,
  },
  {
    what: 'empties the map when the pairs are malformed',
    call: setPairs,
    args: [0, 'garbage'],
    status: 'Ok',
    headers: { 0: [] },
    trace: `${setPairs}(RequestHeaders, []) = Ok`,
  },
  {
    what: 'sets nothing when the pairs are past the end',
    call: setPairs,
    args: [0, OUTSIDE - 7, 8],
    status: 'InvalidMemoryAccess',
    trace: `${setPairs}(RequestHeaders, (outside)) = InvalidMemoryAccess`,
  },
  {
    what: 'gives the size of a map',
    call: size,
    args: [0, 128],
    status: 'Ok',
    writes: { 128: word(':path/indexx-empty'.length) },
    trace: `${size}(RequestHeaders) = Ok size: 18`,
  },
  {
    what: 'gives no size of a map out of reach',
    call: size,
    args: [6, 128],
    status: 'BadArgument',
    trace: `${size}(HttpCallResponseHeaders) = BadArgument`,
  },
  {
    what: 'refuses a place for the size past the end',
    call: size,
    args: [0, OUTSIDE - 3],
    status: 'InvalidMemoryAccess',
    trace: `${size}(RequestHeaders) = InvalidMemoryAccess`,
  },
];
