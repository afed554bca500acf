import { latin1OfBytes, shownBytes, type HeaderBytes, type Scenario } from '../../src/model/index.ts';
import type { Pair } from './golden.ts';

/** Bytes as the recorder writes bodies: readable text, long runs shortened. */
export const bodyText = shownBytes;

const scrubs: readonly (readonly [RegExp, string])[] = [
  [/127\.0\.0\.1:\d{4,5}/g, '127.0.0.1:<port>'],
  [/(get res x-envoy-upstream-service-time = OK ')\d+/g, '$1<ms>'],
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uuid>'],
  [/(x-envoy-upstream-service-time=)\d+/g, '$1<ms>'],
  [/\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, '<date>'],
];

interface Volatile {
  readonly volatile_headers?: readonly string[];
  readonly props_volatile?: readonly string[];
}

/** What differs from run to run is put out of sight, as the recorder does. */
export class Normalizer {
  readonly #headers: readonly string[];
  readonly #properties: readonly string[];

  constructor(scenario: Scenario & Volatile) {
    this.#headers = scenario.volatile_headers ?? [];
    this.#properties = scenario.props_volatile ?? [];
  }

  message(text: string): string {
    const property = /^prop (\S+) = OK n=\d+ /.exec(text);
    let clean = property !== null && this.#properties.includes(property[1] ?? '') ? `prop ${property[1]} = OK <volatile>` : text;
    for (const name of this.#headers) clean = clean.replace(new RegExp(`${escaped(name)}=[^ |\\]]*`, 'g'), `${name}=<volatile>`);
    for (const [pattern, put] of scrubs) clean = clean.replace(pattern, put);
    return clean;
  }

  headers(flat: HeaderBytes): Pair[] {
    const pairs: Pair[] = [];
    for (let i = 0; i + 1 < flat.length; i += 2) {
      const name = latin1OfBytes(flat[i] ?? new Uint8Array());
      const value = latin1OfBytes(flat[i + 1] ?? new Uint8Array()).trim();
      pairs.push([name, this.#value(name.toLowerCase(), value)]);
    }
    return pairs;
  }

  #value(name: string, value: string): string {
    if (name === 'date') return '<date>';
    if (name === 'x-request-id') return '<uuid>';
    if (name === 'x-envoy-upstream-service-time') return '<ms>';
    if (this.#headers.includes(name)) return '<volatile>';
    return value.replace(/127\.0\.0\.1:\d{4,5}/g, '127.0.0.1:<port>');
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Log text as the recorder reads it: UTF-8, bytes that are not as `\xNN`. */
export function logText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return [...bytes].map((c) => (c < 128 ? String.fromCharCode(c) : `\\x${c.toString(16).padStart(2, '0')}`)).join('');
  }
}
