import { describe, expect, test } from 'vitest';
import { Kit } from '../../../cli/conformance/kit.ts';
import { run } from '../../../src/envoy/index.ts';
import {
  type CloseLook,
  type HostcallRecord,
  readTrace,
  type Report,
  scenarioOfProject,
  type TraceRecord,
  type TraceValue,
} from '../../../src/model/index.ts';
import type { LookInput } from '../../../src/protocol/index.ts';
import { looksOf } from '../../../workers/run/index.ts';
import { modulesByName, openAll } from '../../gallery/gallery.ts';

type RunInput = Omit<LookInput, 'at'>;

const examples = (await openAll()).map((example) => {
  const { project } = example;
  const { scenario } = scenarioOfProject(project, project.requests);
  return { id: example.id, input: { project: { modules: modulesByName(example) }, scenario, seed: 1 } };
});

const { look } = looksOf(run);
const reportOf = ({ project, scenario, seed }: RunInput): Report => run(project, scenario, seed);

/** What a look must show of a record, and where it must agree with the trace. */
function expectToAgree(record: TraceRecord, seen: CloseLook | undefined): void {
  if (record.kind === 'hostcall') expectHostcall(record, seen);
  else if (record.kind === 'log') expect(seen).toMatchObject({ at: record.at, kind: 'import', vm: record.vm });
  else if (record.kind === 'call') {
    expect(seen).toMatchObject({ at: record.at, kind: 'callback', name: record.callback, vm: record.vm });
    expect(seen?.args).toEqual(record.args);
  } else if (record.kind === 'ret') {
    const result = record.isVoid || record.trapped ? undefined : record.result;
    expect(seen).toMatchObject({ kind: 'callback', name: record.callback });
    expect(seen?.result).toBe(result);
    expect(seen?.trapped === undefined).toBe(!record.trapped);
  } else if (record.kind === 'mark' || record.kind === 'time') expect(seen).toBeUndefined();
}

function expectHostcall(record: HostcallRecord, seen: CloseLook | undefined): void {
  const { module, name, vm, at, inputs, outputs, status, statusText } = record;
  expect(seen).toMatchObject({ at, kind: 'import', name: `${module}.${name}`, vm });
  if (seen === undefined) return;
  expect(seen.args).toHaveLength(seen.argNames.length);
  expect(seen.result).toBe(statusText === '' ? undefined : status);
  expect(seen.frames.length).toBeGreaterThan(0);
  expect(seen.memorySize % 65536).toBe(0);
  for (const value of [...inputs, ...outputs]) expectValue(value, seen);
}

function expectValue(value: TraceValue, { args, argNames, memory }: CloseLook): void {
  const argument = args[argNames.indexOf(value.name)];
  if (value.kind === 'number' || value.kind === 'long') {
    if (argument !== undefined)
      expect(BigInt.asUintN(64, BigInt(argument))).toBe(BigInt.asUintN(64, BigInt(value.value)));
    return;
  }
  if (value.missing !== undefined) return;
  const spans = memory.filter(({ name, role }) => name === value.name && role === 'value');
  const bytes = spans.flatMap((span) => [...span.bytes]);
  if (bytes.length > 0 || value.bytes.length > 0) expect(bytes).toEqual([...value.bytes.subarray(0, bytes.length)]);
  if (value.bytes.length <= 65536) expect(bytes).toHaveLength(value.bytes.length);
}

describe.each(examples)('$id', ({ input }) => {
  test('every record is seen with the values that the trace has', () => {
    const report = reportOf(input);
    for (const record of readTrace(report.trace)) expectToAgree(record, look({ ...input, at: record.at }));
  });
});

test('looking changes nothing: the run up to there is the same', () => {
  const [example] = examples;
  if (!example) throw new Error('there is no example');
  const before = reportOf(example.input);
  look({ ...example.input, at: 0 });
  expect(reportOf(example.input).trace).toEqual(before.trace);
});

const kit = new Kit('conformance');

describe('recorded scenarios', () => {
  test.each(kit.names())('%s', (name) => {
    const { scenario, modules } = kit.recorded(name);
    const input = { project: { modules }, scenario, seed: 1 };
    const records = [...readTrace(reportOf(input).trace)].filter(({ kind }) => kind !== 'exchange');
    const every = Math.max(1, Math.floor(records.length / 3));
    for (const record of records.filter((_, i) => i % every === every - 1))
      expectToAgree(record, look({ ...input, at: record.at }));
  });
});
