import { PROPERTIES } from '../../../model/index.ts';
import type { SdkCallback, SdkFacts } from './sdk-facts.ts';

export interface Suggestion {
  readonly label: string;
  readonly detail: string;
  readonly doc: string;
  /** With the places of a snippet. */
  readonly insert: string;
  readonly kind: 'callback' | 'value';
}

const HEADERS =
  `accept accept-encoding accept-language access-control-allow-origin age authorization cache-control connection
  content-encoding content-length content-type cookie date etag expires forwarded grpc-status host if-modified-since
  if-none-match last-modified location origin range referer retry-after server set-cookie strict-transport-security te
  traceparent tracestate trailer transfer-encoding user-agent vary via www-authenticate x-content-type-options
  x-envoy-attempt-count x-envoy-decorator-operation x-envoy-external-address x-envoy-original-path
  x-envoy-upstream-service-time x-forwarded-client-cert x-forwarded-for x-forwarded-host x-forwarded-proto
  x-frame-options x-request-id`.split(/\s+/);
const PSEUDO = [':authority', ':method', ':path', ':scheme', ':status'];

/** The classes whose callbacks a class has that extends one of the SDK's. */
const OWNERS: Readonly<Record<string, readonly string[]>> = {
  HttpContext: ['HttpContext', 'HttpRequestContext', 'HttpResponseContext', 'Context'],
  RootContext: ['RootContext', 'Context'],
  StreamContext: ['StreamContext', 'Context'],
};

/** What fits where somebody writes: `before` is the text up to there. */
export function suggestionsAt(before: string, sdk: SdkFacts): Suggestion[] {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  if (/(?:Header|Trailer|MapValue)(?:Bytes)?\((?:MapType\.\w+, *)?['"`][\w:-]*$/.test(line)) return headerNames();
  if (/(?:get|has|set)Property\w*(?:<\w+>)?\(['"`][\w.]*$/.test(line)) return properties();
  if (/^\s*\w*$/.test(line)) return callbacks(before, sdk);
  return [];
}

function headerNames(): Suggestion[] {
  const value =
    (detail: string) =>
    (label: string): Suggestion => ({
      label,
      detail,
      doc: '',
      insert: label,
      kind: 'value',
    });
  return [...PSEUDO.map(value('pseudo header')), ...HEADERS.map(value('header'))];
}

function properties(): Suggestion[] {
  return PROPERTIES.map(({ path, type, phase }) => {
    const label = path.join('.');
    return { label, detail: type, doc: PHASES[phase], insert: label, kind: 'value' };
  });
}

const PHASES: Readonly<Record<(typeof PROPERTIES)[number]['phase'], string>> = {
  everywhere: 'In every callback.',
  stream: 'In every callback of a stream.',
  'request-headers': 'In the request header callback, and in onLog.',
  'response-headers': 'In the response header callback, and in onLog.',
  response: 'From the response headers on.',
  upstream: 'Once an endpoint was chosen.',
  end: 'In onLog.',
  tls: 'Where the connection has TLS.',
  sometimes: 'Where somebody has set it.',
};

/** The callbacks that the class around a place lacks. */
function callbacks(before: string, sdk: SdkFacts): Suggestion[] {
  const found = [...before.matchAll(/^(?:export )?class \w+ extends (\w+) \{/gm)].at(-1);
  const owners = OWNERS[found?.[1] ?? ''];
  if (found === null || found === undefined || owners === undefined) return [];
  const inside = before.slice(found.index);
  if (depthOf(inside) !== 1) return [];
  return sdk.callbacks
    .filter(({ owner, name }) => owners.includes(owner) && !inside.includes(` ${name}(`))
    .map((callback) => ({
      label: callback.name,
      detail: signature(callback),
      doc: callback.doc,
      insert: snippet(callback),
      kind: 'callback',
    }));
}

/** Brackets that are open, as far as strings and comments do not hold any. */
function depthOf(text: string): number {
  const bare = text.replaceAll(/\/\/[^\n]*|\/\*[^]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`[^`]*`/g, '');
  return bare.split('{').length - bare.split('}').length;
}

const paramsOf = ({ params }: SdkCallback) => params.map(({ name, type }) => `${name}: ${type}`).join(', ');
const signature = (callback: SdkCallback): string => `(${paramsOf(callback)}): ${callback.result}`;

function snippet(callback: SdkCallback): string {
  const answer = { Action: '\n\treturn Action.Continue;', bool: '\n\treturn true;' }[callback.result] ?? '';
  return `${callback.name}${signature(callback)} {\n\t$0${answer}\n}`;
}
