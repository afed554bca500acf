import { createSign, createVerify, generateKeyPairSync } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { compress, uncompress } from '../../src/envoy/foreign-compression.ts';
import { Status } from '../../src/host/index.ts';
import { message, say, word } from './script-probe.ts';

/** What the function answers in on_request_headers. */
function call(name: string, argument: Uint8Array | string): string {
  const { lines } = say([`request_headers foreign ${name} ${word(argument)}`]);
  return lines[0]?.split(' = ').slice(1).join(' = ') ?? '';
}

describe('statuses', () => {
  test.each<[name: string, argument: Uint8Array | string, answer: string]>([
    ['compress', 'a'.repeat(40), String.raw`OK n=12 'x\x9cKL$\x0e\x00\x006\xeb\x0f)'`],
    ['uncompress', compress(new TextEncoder().encode('back')), "OK n=4 'back'"],
    ['uncompress', 'no stream', 'SERIALIZATION_FAILURE'],
    ['uncompress', '', 'SERIALIZATION_FAILURE'],
    ['clear_route_cache', 'anything', "OK n=0 ''"],
    ['expr_create', '1 + 1', String.raw`OK n=4 '\x00\x00\x00\x00'`],
    ['expr_create', '1 +', 'BAD_ARGUMENT'],
    ['expr_create', 'nothing(1)', 'BAD_ARGUMENT'],
    ['expr_evaluate', Uint8Array.of(0, 0, 0, 0), 'NOT_FOUND'],
    ['expr_evaluate', Uint8Array.of(0), 'BAD_ARGUMENT'],
    ['expr_delete', Uint8Array.of(7, 0, 0, 0), "OK n=0 ''"],
    ['expr_delete', '', 'BAD_ARGUMENT'],
    ['declare_property', message({ 1: 'mine', 3: 1 }), "OK n=0 ''"],
    ['declare_property', Uint8Array.of(0xff), 'BAD_ARGUMENT'],
    ['set_envoy_filter_state', message({ 1: 'envoy.string', 2: 'x' }), "OK n=0 ''"],
    ['set_envoy_filter_state', message({ 1: 'envoy.upstream.dynamic_port', 2: 'x' }), 'BAD_ARGUMENT'],
    ['set_envoy_filter_state', message({ 1: 'made.up', 2: 'x' }), 'NOT_FOUND'],
    ['verify_signature', '', 'BAD_ARGUMENT'],
    ['sign', message({ 1: 'sha256', 3: 'text' }), 'BAD_ARGUMENT'],
    ['made_up', '', 'NOT_FOUND'],
  ])('%s(%s) is %s', (name, argument, answer) => {
    expect(call(name, argument)).toBe(answer);
  });
});

test('tokens count up, a parse error takes none, a missing function does', () => {
  const program = ['1', '1 +', '2', 'f()', '3'].map((text) => `configure foreign expr_create ${word(text)}`);
  const given = say(program, { requests: [] }).lines.map((line) => /'\\x(\d\d)|BAD/.exec(line)?.[1] ?? 'none');
  expect(given).toEqual(['00', 'none', '01', 'none', '03']);
});

test('an expression that is made in the root serves every stream of it, until it is deleted', () => {
  const token = word(Uint8Array.of(0, 0, 0, 0));
  const program = [
    `configure foreign expr_create ${word('request.method == "GET" && size(request.path) == 2')}`,
    `request_headers foreign expr_evaluate ${token}`,
    `log foreign expr_delete ${token}`,
  ];
  const { lines, report } = say(program, { requests: [{ path: '/a' }, { path: '/ab' }] });
  expect(lines.map((line) => line.split(' = ')[1])).toEqual([
    String.raw`OK n=4 '\x00\x00\x00\x00'`,
    String.raw`OK n=1 '\x01'`,
    "OK n=0 ''",
    'NOT_FOUND',
    "OK n=0 ''",
  ]);
  expect(report.notSimulated).toEqual([]);
});

test('a refused expression says what Envoy logs', () => {
  const { report } = say([`configure foreign expr_create ${word('not (valid')}`], { requests: [] });
  expect(report.refusals).toEqual([
    expect.objectContaining({
      kind: 'bad-expression',
      facts: { envoy: "ERROR: <input>:1:11: Syntax error: missing ')' at '<EOF>'\n | not (valid\n | ..........^" },
    }),
  ]);
});

test('what is not simulated answers Unimplemented and is named', () => {
  const zone = 'timestamp("2020-01-01T00:00:00Z").getHours("Europe/Oslo")';
  const program = [
    `configure foreign expr_create ${word(zone)}`,
    `configure foreign expr_evaluate ${word(Uint8Array.of(0, 0, 0, 0))}`,
    `configure foreign expr_create ${word('google.protobuf.Duration{seconds: 1}')}`,
  ];
  const { lines, report } = say(program, { requests: [] });
  expect(lines.slice(1).map((line) => line.split(' = ')[1])).toEqual(['UNIMPLEMENTED', 'UNIMPLEMENTED']);
  expect(report.notSimulated).toEqual(['time zones by name', 'messages in expressions']);
});

describe('zlib', () => {
  const texts = Array.from({ length: 60 }, (_, i) =>
    new TextEncoder().encode('header value, /path?x=1; '.slice(i % 7).repeat(i * 9)),
  );

  test('gives the bytes of zlib, and takes them back', () => {
    for (const text of texts) {
      const stream = compress(text);
      const plain = uncompress(stream);
      expect(Buffer.from(stream).equals(deflateSync(text))).toBe(true);
      expect(inflateSync(stream).equals(text)).toBe(true);
      expect(plain instanceof Uint8Array && Buffer.from(plain).equals(text)).toBe(true);
    }
  });

  test('refuses a stream that was cut off or changed', () => {
    const stream = compress(texts[30] ?? new Uint8Array());
    for (let size = 0; size < stream.length; size++)
      expect(uncompress(stream.slice(0, size))).toBe(Status.SerializationFailure);
    const changed = stream.slice();
    changed[stream.length - 1] = (changed[stream.length - 1] ?? 0) ^ 1;
    expect(uncompress(changed)).toBe(Status.SerializationFailure);
  });
});

describe('signatures', () => {
  const text = new TextEncoder().encode('the text');
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keys = [
    ['RSA', rsa],
    ['P-256', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
    ['P-384', generateKeyPairSync('ec', { namedCurve: 'P-384' })],
  ] as const;
  const hashes = ['sha1', 'sha224', 'sha256', 'sha384', 'sha512'];

  /** The function's answer; undefined when its status is not Ok. */
  function ask(name: string, fields: Parameters<typeof message>[0]): Uint8Array | undefined {
    const { lines } = say([`configure foreign ${name} ${word(message(fields))}`], { requests: [] });
    const shown = /= OK n=\d+ '([^]*)'$/.exec(lines[0] ?? '')?.[1];
    const bytes = shown?.replace(/\\x([0-9a-f]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    return bytes === undefined ? undefined : Uint8Array.from(bytes, (byte) => byte.charCodeAt(0));
  }

  describe.each(keys)('%s', (_name, { publicKey, privateKey }) => {
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const secret = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const der = Uint8Array.from(publicKey.export({ type: 'spki', format: 'der' }));

    test.each(hashes)('verifies what another implementation signed, with %s', (hash) => {
      const signature = Uint8Array.from(createSign(hash).update(text).sign(privateKey));
      expect(ask('verify_signature', { 1: hash, 2: der, 3: signature, 4: text })).toEqual(Uint8Array.of(8, 1));
      const other = ask('verify_signature', { 1: hash, 5: pem, 3: signature, 4: 'another text' });
      expect(new TextDecoder().decode(other?.slice(2))).toBe('Failed to verify digest. Error code: 0');
    });

    test.each(hashes)('signs so that another implementation verifies it, with %s', (hash) => {
      const answer = ask('sign', { 1: hash, 4: secret, 3: text });
      expect(answer?.slice(0, 3)).toEqual(Uint8Array.of(8, 1, 0x12));
      const long = (answer?.[3] ?? 0) > 127;
      const signature = answer?.slice(long ? 5 : 4) ?? new Uint8Array();
      expect(createVerify(hash).update(text).verify(publicKey, signature)).toBe(true);
    });
  });

  test.each([
    [{ 1: 'md5', 5: 'x' }, 'md5 is not supported.'],
    [{ 1: 'sha256', 5: 'x' }, 'Failed to initialize digest verify.'],
    [{ 1: 'sha256', 2: 'x' }, 'Failed to initialize digest verify.'],
  ])('verify_signature(%j) says %s', (fields, error) => {
    expect(new TextDecoder().decode(ask('verify_signature', fields)?.slice(2))).toBe(error);
  });

  test('a curve that is not simulated is Unimplemented', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-521' });
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const argument = message({ 1: 'sha256', 5: pem, 3: 'x', 4: text });
    const { lines, report } = say([`configure foreign verify_signature ${word(argument)}`], { requests: [] });
    expect(lines[0]).toMatch(/ = UNIMPLEMENTED$/);
    expect(report.notSimulated).toEqual(['verify_signature with this kind of key']);
  });
});
