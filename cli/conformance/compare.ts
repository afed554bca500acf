import type { Golden, GoldenAccess, GoldenEvent, GoldenRequest, GoldenResponse } from './golden.ts';
import type { ThreadEvents, Transcript } from './transcript.ts';

/** One place where our host and Envoy differ. */
export interface Difference {
  readonly where: string;
  readonly envoy: string;
  readonly ours: string;
}

const COMPARED_EVENTS = new Set(['mark', 'call', 'ret', 'host', 'log']);

/**
 * Compares our transcript with the recorded one: responses, upstream requests, access log, and the worker's timeline
 * with callbacks, arguments, results, hostcall results and log lines. Wording of the host's own lines and its statistics
 * are not portable and left out (conformance/README.md).
 */
export function compare(golden: Golden, ours: Transcript): Difference[] {
  const differences: Difference[] = [];
  if (golden.startup !== ours.state) differences.push({ where: 'start', envoy: golden.startup, ours: ours.state });
  if (golden.crashed === true) return compareCrash(golden, ours);
  const workers = golden.startup === 'failed' ? [] : goldenWorkers(golden);
  for (const [i, worker] of workers.entries()) {
    const own = ours.workers[i] ?? { startup: [], timeline: [], shutdown: [] };
    const name = workers.length > 1 ? `worker ${i} ` : '';
    compareEvents(differences, `${name}timeline`, worker.timeline, own.timeline);
    compareEvents(differences, `${name}startup`, worker.startup, own.startup);
    compareEvents(differences, `${name}shutdown`, worker.shutdown, own.shutdown);
  }
  compareLists(differences, 'response', golden.responses, ours.responses, responseLines);
  for (const name of new Set([...Object.keys(golden.upstream ?? {}), ...Object.keys(ours.upstream)]))
    compareLists(differences, `upstream ${name}`, golden.upstream?.[name] ?? [], ours.upstream[name] ?? [], requestLines);
  compareAccess(differences, golden.access_log ?? [], ours.access);
  return differences;
}

/** Envoy died here: what came before must be equal, and our report must say so. */
function compareCrash(golden: Golden, ours: Transcript): Difference[] {
  const before = ours.crashedAfter;
  if (before < 0) return [{ where: 'crash', envoy: 'crashed', ours: 'no warning that Envoy crashes here' }];
  const differences: Difference[] = [];
  compareEvents(differences, 'timeline', (golden.timeline ?? []).filter(isCompared).slice(0, before), (ours.workers[0]?.timeline ?? []).slice(0, before));
  return differences;
}

/** The recorded events by worker: one timeline each when there are several. */
function goldenWorkers(golden: Golden): ThreadEvents[] {
  const count = golden.workers ?? 1;
  if (count === 1)
    return [
      {
        startup: ofWorker(golden.timeline_startup),
        timeline: golden.timeline ?? [],
        shutdown: ofWorker(golden.timeline_shutdown),
      },
    ];
  return Array.from({ length: count }, (_, i) => ({
    startup: golden[`timeline_worker${i}_startup`] ?? [],
    timeline: golden[`timeline_worker${i}`] ?? [],
    shutdown: golden[`timeline_worker${i}_shutdown`] ?? [],
  }));
}

function ofWorker(events: readonly GoldenEvent[] | undefined): readonly GoldenEvent[] {
  return (events ?? []).filter((event) => event.th === 'worker');
}

function isCompared(event: GoldenEvent): boolean {
  return COMPARED_EVENTS.has(event.t);
}

export function eventLine(event: GoldenEvent): string {
  switch (event.t) {
    case 'mark':
      return `-- ${event.msg}`;
    case 'call':
      return `> ${event.fn}(${event.args ?? '?'})`;
    case 'ret':
      return `< ${event.fn} ${event.ret}`;
    case 'host':
      return `  ${event.fn} = ${event.ret}`;
    default:
      return `  [${event.lvl}] ${[event.plugin, event.root, event.vm].filter(Boolean).join(' ')}: ${event.msg}`;
  }
}

function compareEvents(into: Difference[], where: string, golden: readonly GoldenEvent[], ours: readonly GoldenEvent[]): void {
  const a = golden.filter(isCompared).map(eventLine);
  const b = ours.filter(isCompared).map(eventLine);
  const end = Math.max(a.length, b.length);
  for (let i = 0; i < end; i++) {
    if (a[i] === b[i]) continue;
    into.push({ where: `${where}[${i}]`, envoy: a[i] ?? '(nothing)', ours: b[i] ?? '(nothing)' });
    return;
  }
}

function compareLists<T>(
  into: Difference[],
  where: string,
  golden: readonly T[],
  ours: readonly T[],
  lines: (item: T) => Record<string, string>,
): void {
  const end = Math.max(golden.length, ours.length);
  for (let i = 0; i < end; i++) {
    const a = golden[i];
    const b = ours[i];
    if (a === undefined || b === undefined) {
      into.push({ where: `${where} ${i}`, envoy: a === undefined ? '(nothing)' : short(a), ours: b === undefined ? '(nothing)' : short(b) });
      continue;
    }
    const left = lines(a);
    const right = lines(b);
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)]))
      if ((left[key] ?? '') !== (right[key] ?? '')) into.push({ where: `${where} ${i} ${key}`, envoy: left[key] ?? '', ours: right[key] ?? '' });
  }
}

function short(item: unknown): string {
  return JSON.stringify(item).slice(0, 200);
}

function responseLines(response: GoldenResponse): Record<string, string> {
  return {
    status: String(response.status ?? ''),
    reason: response.reason ?? '',
    headers: JSON.stringify(response.headers ?? []),
    body: response.body ?? '',
    framing: response.framing ?? '',
    trailers: JSON.stringify(response.trailers ?? []),
    incomplete: String(response.incomplete ?? false),
    closed: response.closed ?? '',
    timeout: response.timeout ?? '',
    'extra bytes': response.extra_bytes ?? '',
    'connection after': response.connection_after ?? '',
    informational: JSON.stringify(response.informational ?? []),
  };
}

function requestLines(request: GoldenRequest): Record<string, string> {
  return {
    method: request.method ?? '',
    path: request.path ?? '',
    headers: JSON.stringify(request.headers ?? []),
    body: request.body ?? '',
    framing: request.framing ?? '',
    trailers: JSON.stringify(request.trailers ?? []),
    incomplete: String(request.incomplete ?? false),
    'not http': request.not_http ?? '',
  };
}

/** The access log is written in the order in which streams end, so it is compared as a set. */
function compareAccess(into: Difference[], golden: readonly GoldenAccess[], ours: readonly GoldenAccess[]): void {
  const line = (a: GoldenAccess): string =>
    [a.code, a.flags, a.details, a.method, a.path, a.cluster, a.route].map((v) => v ?? '').join(' ');
  const left = golden.map(line).sort();
  const right = ours.map(line).sort();
  left.forEach((a, i) => {
    if (a !== right[i]) into.push({ where: `access log ${i}`, envoy: a, ours: right[i] ?? '(nothing)' });
  });
}
