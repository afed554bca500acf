import { bytesOfLatin1, NO_BYTES, type RouteSpec, sameBytes } from '../model/index.ts';
import type { HeaderMap } from './header-map.ts';
import { oneName, type KnownName } from './header-names.ts';
import { ascii, decimal, Name, startsWith } from './names.ts';

/** A route with its defaults filled in. */
export interface Route {
  readonly name: string;
  readonly cluster: string;
  readonly timeoutMs: number;
  /** The same as the upstream is told. */
  readonly timeoutText: Uint8Array;
  readonly direct: { readonly status: number; readonly body: Uint8Array } | undefined;
  readonly metadata: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** The upstream's own name takes the place of :authority. */
  readonly rewritesHost: boolean;
}

interface HeaderRule {
  readonly name: Uint8Array;
  /** The same, unless it is an odd one. */
  readonly known: KnownName | undefined;
  readonly exact: Uint8Array | undefined;
}

interface Rule extends Route {
  readonly prefix: Uint8Array | undefined;
  readonly path: Uint8Array | undefined;
  readonly headers: readonly HeaderRule[];
}

/** The routes of the connection manager: the first that matches is taken. */
export class Routes {
  readonly #rules: readonly Rule[];

  constructor(specs: readonly RouteSpec[]) {
    this.#rules = specs.map((spec) => ({
      name: spec.name ?? '',
      cluster: spec.route?.cluster ?? '',
      timeoutMs: durationMs(spec.route?.timeout) ?? 15000,
      timeoutText: decimal(durationMs(spec.route?.timeout) ?? 15000),
      direct:
        spec.direct_response === undefined
          ? undefined
          : { status: spec.direct_response.status, body: bodyOf(spec.direct_response.body?.inline_string) },
      metadata: spec.metadata?.filter_metadata ?? {},
      rewritesHost: spec.route?.auto_host_rewrite === true,
      // Every path begins with a slash.
      prefix: spec.match.prefix === '/' ? undefined : bytesOrNone(spec.match.prefix),
      path: bytesOrNone(spec.match.path),
      headers: (spec.match.headers ?? []).map((h) => ({
        name: ascii(h.name),
        known: oneName(ascii(h.name)),
        exact: bytesOrNone(h.string_match?.exact),
      })),
    }));
  }

  /** The route of a request; none without a path, an authority's absence does not matter, x-forwarded-proto's does. */
  match(headers: HeaderMap): Route | undefined {
    const path = headers.get(Name.path);
    if (path === undefined || path[0] !== 47 || !headers.get(Name.forwardedProto)?.length) return undefined;
    const rules = this.#rules;
    for (let i = 0; i < rules.length; i++) {
      const rule = rules[i];
      if (rule !== undefined && matches(rule, path, headers)) return rule;
    }
    return undefined;
  }
}

function matches(rule: Rule, path: Uint8Array, headers: HeaderMap): boolean {
  if (rule.prefix !== undefined && !startsWith(path, rule.prefix)) return false;
  if (rule.path !== undefined && !isPath(path, rule.path)) return false;
  for (let i = 0; i < rule.headers.length; i++) {
    const header = rule.headers[i];
    if (header !== undefined && !hasHeader(header, headers)) return false;
  }
  return true;
}

function hasHeader({ name, known, exact }: HeaderRule, headers: HeaderMap): boolean {
  if (known !== undefined && headers.get(known) === undefined) return false;
  // One of several values is enough (match_headers_individually).
  for (let i = 0; i < headers.size; i++)
    if (sameBytes(headers.nameAt(i), name) && (exact === undefined || sameBytes(headers.valueAt(i), exact)))
      return true;
  return false;
}

const QUESTION_MARK = 63;

/** The same path, whatever the query. */
function isPath(given: Uint8Array, path: Uint8Array): boolean {
  return startsWith(given, path) && (given.length === path.length || given[path.length] === QUESTION_MARK);
}

function bytesOrNone(text: string | undefined): Uint8Array | undefined {
  return text === undefined ? undefined : bytesOfLatin1(text);
}

function durationMs(text: string | undefined): number | undefined {
  const value = Number.parseFloat(text ?? '');
  return Number.isFinite(value) ? value * 1000 : undefined;
}

function bodyOf(text: string | undefined): Uint8Array {
  return text === undefined ? NO_BYTES : bytesOfLatin1(text);
}

/** Routes of a scenario that names none: those that the recorder gives Envoy (conformance/README.md). */
export function recorderRoutes(hasAlt: boolean): readonly RouteSpec[] {
  return [
    {
      name: 'alt_route',
      match: { prefix: '/', headers: [{ name: 'x-route', string_match: { exact: 'alt' } }] },
      route: { cluster: hasAlt ? 'alt' : 'upstream' },
    },
    {
      name: 'direct_route',
      match: { prefix: '/direct' },
      direct_response: { status: 207, body: { inline_string: 'direct' } },
    },
    {
      name: 'lab_route',
      match: { prefix: '/' },
      route: { cluster: 'upstream', timeout: '5s' },
      metadata: { filter_metadata: { 'lab.route': { shape: 'round', n: 3 } } },
    },
  ];
}
