import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameReader, framed } from '../../src/envoy/grpc-frames.ts';
import { clusterOfGrpcService } from '../../src/envoy/grpc-service.ts';
import { headerMapOf } from '../../src/envoy/header-map.ts';
import { CallGate, loadModule, readModuleInfo, Trace } from '../../src/host/index.ts';
import { GuestMemory } from '../../src/host/guest-memory.ts';
import { limitMemory } from '../../src/host/memory-limit.ts';
import { readSections } from '../../src/host/module-sections.ts';
import {
  bytesOfLatin1,
  bytesOfText,
  decodePairs,
  encodePairs,
  hostcallIndex,
  latin1OfBytes,
  NO_BYTES,
  pairsSize,
  readTrace,
  spanOf,
  textOfBytes,
  traceText,
  type HeaderBytes,
  type TraceRecord,
} from '../../src/model/index.ts';
import { parseCurl } from '../../src/state/curl/parse-curl.ts';
import { shellWords } from '../../src/state/curl/shell-words.ts';
import { buildWasm } from '../host/build-wasm.ts';

fc.configureGlobal({ seed: 1, numRuns: 400 });

const some = (most: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ maxLength: most });
const u32 = fc.oneof(fc.nat(100), fc.constantFrom(0x7fffffff, 0x80000000, 0xfffffff8, 0xffffffff), fc.nat(0xffffffff));
const headers: fc.Arbitrary<Uint8Array[]> = fc
  .array(fc.tuple(some(20), some(30)), { maxLength: 20 })
  .map((pairs) => pairs.flat());

function encoded(pairs: HeaderBytes): Uint8Array {
  const bytes = new Uint8Array(pairsSize(pairs));
  encodePairs(pairs, bytes, 0);
  return bytes;
}

const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];

test('pairs come back as they were', () => {
  fc.assert(
    fc.property(headers, some(9), (pairs, before) => {
      const bytes = encoded(pairs);
      const within = Uint8Array.from([...before, ...bytes, 7]);
      expect(decodePairs(within, before.length, bytes.length).map((part) => [...part])).toEqual(
        pairs.map((part) => [...part]),
      );
    }),
  );
});

test('garbage is no pairs, or pairs that are written the same way', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        some(64),
        headers.chain((pairs) => damaged(encoded(pairs))),
      ),
      (bytes) => {
        const pairs = decodePairs(bytes, 0, bytes.length);
        if (pairs.length > 0) expect(encoded(pairs)).toEqual(bytes);
      },
    ),
  );
});

/** The bytes with one of them changed, or with fewer of them. */
function damaged(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  const at = fc.nat(Math.max(0, bytes.length - 1));
  return fc.oneof(
    fc.tuple(at, fc.nat(255)).map(([i, value]) => (bytes.length === 0 ? bytes : bytes.with(i, value))),
    at.map((i) => bytes.slice(0, i)),
  );
}

test('a byte string and its bytes, a text and its bytes', () => {
  fc.assert(
    fc.property(some(9000), (bytes) => {
      expect(bytesOfLatin1(latin1OfBytes(bytes))).toEqual(bytes);
    }),
    { numRuns: 50 },
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(textOfBytes(bytesOfText(text))).toBe(new TextDecoder().decode(new TextEncoder().encode(text)));
    }),
  );
  fc.assert(
    fc.property(some(60), (bytes) => {
      expect(typeof textOfBytes(bytes)).toBe('string');
    }),
  );
});

test('a header map holds the pairs that it was made of, in their order', () => {
  const name = fc.stringMatching(/^x-[a-z]{1,9}$/).map(bytesOfLatin1);
  fc.assert(
    fc.property(fc.array(fc.tuple(name, some(20)), { maxLength: 12 }), (pairs) => {
      expect(headerMapOf(pairs.flat()).snapshot().map(latin1OfBytes)).toEqual(pairs.flat().map(latin1OfBytes));
    }),
  );
});

test('what a span aims at is inside the memory, whatever pointer and size', () => {
  const memory = new GuestMemory(() => 0, new CallGate({ hostcallLimit: 1 }));
  const page = new WebAssembly.Memory({ initial: 1, maximum: 2 });
  memory.attach(page);
  const near = fc.integer({ min: 65530, max: 65542 });
  fc.assert(
    fc.property(fc.oneof(u32, near), fc.oneof(u32, near, fc.nat(9)), fc.boolean(), (pointer, size, signed) => {
      const span = { bytes: NO_BYTES, start: 0, size: 0 };
      const given = signed ? pointer | 0 : pointer;
      expect(memory.aim(span, given, size)).toBe(pointer + size <= 65536);
      expect(span.start + span.size).toBeLessThanOrEqual(65536);
      expect(memory.u32(given) === undefined).toBe(pointer + 4 > 65536);
      expect(memory.setU64(given, 0n)).toBe(pointer + 8 <= 65536);
    }),
  );
  page.grow(1);
  expect(memory.setU32(65536 + 4, 1)).toBe(true);
});

test('an allocator that lies is never believed', () => {
  fc.assert(
    fc.property(
      fc.oneof(u32, fc.integer({ min: 65530, max: 65540 })),
      fc.uint8Array({ minLength: 1, maxLength: 40 }),
      (address, value) => {
        const memory = new GuestMemory(() => address | 0, new CallGate({ hostcallLimit: 1 }));
        memory.attach(new WebAssembly.Memory({ initial: 1 }));
        expect(memory.give(value, 8, 12)).toBe(address !== 0 && address + value.length <= 65536);
        expect(memory.givePairs([value, value], 8, 12) > 0).toBe(
          address !== 0 && address + pairsSize([value, value]) <= 65536,
        );
      },
    ),
  );
});

test('what is written to a trace is read from it', () => {
  const index = hostcallIndex('env', 'proxy_add_header_map_value') ?? -1;
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(7), some(40), some(40), fc.nat(12)), { maxLength: 9 }), (calls) => {
      const trace = new Trace(true);
      for (const [map, name, value, status] of calls) {
        const kept = [name, value].map((bytes) => trace.keep(spanOf(bytes)));
        trace.hostcall(3, 4, index, status);
        trace.word(map);
        trace.bytes(kept[0] ?? -1, name.length);
        trace.bytes(kept[1] ?? -1, value.length);
        trace.endHostcall();
      }
      const records: TraceRecord[] = [...readTrace(trace.snapshot())];
      expect(
        records.map(
          (record) =>
            record.kind === 'hostcall' &&
            record.inputs.map((arg) => ('bytes' in arg ? latin1OfBytes(arg.bytes) : arg.value)),
        ),
      ).toEqual(calls.map(([map, name, value]) => [map, latin1OfBytes(name), latin1OfBytes(value)]));
    }),
  );
});

test('a trace of nonsense is read to its end, or to where it makes no sense', () => {
  const word = fc.oneof(
    fc.nat(9),
    fc.integer(),
    fc.tuple(fc.nat(12), fc.nat(30)).map(([kind, length]) => kind | (length << 8)),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 60 }), some(30), fc.nat(9), (words, bytes, from) => {
      const trace = { words: Int32Array.from(words), bytes, count: words.length };
      expect([...readTrace(trace, from)].length).toBeLessThanOrEqual(words.length);
      expect(typeof traceText(trace)).toBe('string');
    }),
  );
});

test('a module of nonsense is described and refused, with or without the right beginning', () => {
  const header = Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  fc.assert(
    fc.property(some(200), fc.boolean(), (bytes, isMagic) => {
      const module = isMagic ? Uint8Array.from([...header, ...bytes]) : bytes;
      const info = readModuleInfo(module);
      expect(info.size).toBe(module.length);
      expect(loadModule(module).kind).not.toBe('loaded');
    }),
  );
});

test('a damaged module is described, and loaded or refused', () => {
  const module = new Uint8Array(readFileSync('conformance/wasm/minimal.wasm'));
  fc.assert(
    fc.property(damaged(module), (bytes) => {
      readSections(bytes).functionNames();
      expect(typeof loadModule(bytes).kind).toBe('string');
    }),
  );
});

test("a module's memory keeps its beginning and gets no more than the limit", () => {
  fc.assert(
    fc.property(fc.nat(300), fc.option(fc.nat(300)), fc.nat(300), (min, most, limit) => {
      const memory = most === null ? { min } : { min, max: min + most };
      const limited = limitMemory(...sectionsOf(buildWasm({ memory })), limit);
      const [own] = readSections(limited.bytes).memories;
      expect(own).toMatchObject({ min, max: Math.max(min, Math.min(memory.max ?? limit, limit)) });
      expect(WebAssembly.validate(limited.bytes)).toBe(true);
    }),
  );
});

const sectionsOf = (bytes: Uint8Array): [Uint8Array, ReturnType<typeof readSections>] => [bytes, readSections(bytes)];

test('messages come out of frames, however the frames are cut', () => {
  fc.assert(
    fc.property(fc.array(some(30), { maxLength: 6 }), fc.array(fc.nat(12), { maxLength: 30 }), (messages, cuts) => {
      const stream = Uint8Array.from(messages.flatMap((message) => [...framed(message)]));
      const reader = new FrameReader();
      const out: Uint8Array[] = [];
      let at = 0;
      for (const cut of [...cuts, stream.length]) {
        out.push(...(reader.read(stream.subarray(at, at + cut)) ?? []));
        at += cut;
      }
      expect(out.map(latin1OfBytes)).toEqual(messages.map(latin1OfBytes));
    }),
  );
});

test('frames of nonsense are no frames, or wait for the rest', () => {
  fc.assert(
    fc.property(some(40), (bytes) => {
      expect((new FrameReader().read(bytes) ?? []).length).toBeLessThanOrEqual(8);
    }),
  );
});

test('the cluster of a gRPC target is found in the message, behind fields that do not matter', () => {
  const name = fc.stringMatching(/^[a-z]{1,9}$/);
  const other = fc.tuple(fc.integer({ min: 2, max: 1000 }), some(200));
  const field = (number: number, value: Uint8Array): number[] => [
    ...varint(number * 8 + 2),
    ...varint(value.length),
    ...value,
  ];
  fc.assert(
    fc.property(
      name,
      fc.array(other, { maxLength: 6 }),
      fc.array(other, { maxLength: 3 }),
      (cluster, before, after) => {
        const around = (fields: readonly [number, Uint8Array][]) =>
          fields.flatMap(([number, value]) => field(number, value));
        const inner = Uint8Array.from([...around(before), ...field(1, bytesOfLatin1(cluster))]);
        const target = Uint8Array.from([...around(before), ...field(1, inner), ...around(after)]);
        expect(clusterOfGrpcService(target, () => false)).toBe(cluster);
      },
    ),
  );
  fc.assert(
    fc.property(some(40), (bytes) => {
      expect(['string', 'undefined']).toContain(typeof clusterOfGrpcService(bytes, () => true));
    }),
  );
});

test('command lines of nonsense are taken as far as they can be', () => {
  const word = fc.constantFrom(
    'curl',
    '-H',
    "'",
    '"',
    '\\',
    '$(',
    '-X',
    '--data-raw',
    '@',
    'http://a/',
    '\n',
    '|',
    '-v',
    '-',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(word, fc.string()), { maxLength: 12 }), (words) => {
      const text = words.join(' ');
      shellWords(text);
      expect(['object', 'undefined']).toContain(typeof parseCurl(text));
    }),
  );
});

test('a quoted word is one word', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), (words) => {
      const line = words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
      expect(shellWords(line).words).toEqual(words);
    }),
  );
});
