import { readFileSync } from 'node:fs';
import { run } from '../../src/envoy/index.ts';
import { readTrace, textOfBytes, type Report, type Scenario } from '../../src/model/index.ts';

const script = readFileSync('conformance/wasm/script.wasm');

export interface Said {
  /** What the guest logged about its commands, a line each. */
  readonly lines: readonly string[];
  readonly report: Report;
}

/** Runs the script probe with a program of commands and hears what it says. */
export function say(program: readonly string[], scenario: Partial<Scenario> = {}): Said {
  const filters = [{ wasm: 'script.wasm', config: program }];
  const report = run({ modules: { 'script.wasm': script } }, { name: 'said', filters, ...scenario }, 1);
  const records = [...readTrace(report.trace)];
  const lines = records.flatMap((record) => (record.kind === 'log' ? [textOfBytes(record.message)] : []));
  return { lines: lines.filter((line) => !line.startsWith('> ')), report };
}

/** Bytes, or the bytes of a text, as a word of the probe's language. */
export function word(bytes: Uint8Array | string): string {
  const all = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  return all.length === 0 ? '""' : Array.from(all, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}

/** A protobuf message of fields that are bytes, texts or small numbers. */
export function message(fields: Readonly<Record<number, Uint8Array | string | number>>): Uint8Array {
  return Uint8Array.from(
    Object.entries(fields).flatMap(([number, value]) => {
      if (typeof value === 'number') return [Number(number) * 8, value];
      const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
      const size = bytes.length < 128 ? [bytes.length] : [(bytes.length & 127) | 128, bytes.length >> 7];
      return [Number(number) * 8 + 2, ...size, ...bytes];
    }),
  );
}
