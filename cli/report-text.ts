import {
  envoyLogLine,
  type Exchange,
  type Failure,
  readTrace,
  type Report,
  type Stopped,
  textOfBytes,
  type UpstreamRequest,
  type Warning,
} from '../src/model/index.ts';
import { headerLines, journeyLines } from './journey-text.ts';

const shownBody = 2_000;

/** A report for people, as lines. */
export function reportText(report: Report): string {
  const nameOf = (filter: number) => `filter ${filter + 1} (${report.plugins[filter]?.name ?? 'unknown'})`;
  return [
    `scenario ${report.scenario}, seed ${report.seed}`,
    ...section('log', logText(report)),
    ...report.failures.flatMap(({ filter, plugin, failure }) => [
      '',
      `failed to start: filter ${filter + 1} (${plugin}): ${failureText(failure)}`,
    ]),
    ...report.exchanges.flatMap((exchange) => exchangeText(report, exchange, nameOf)),
    ...section(
      'warnings',
      report.warnings.map((warning) => warningText(warning, nameOf)),
    ),
    ...section('not simulated yet', report.notSimulated),
    ...section(
      'stats',
      Object.entries(report.stats).map(([name, value]) => `${name}: ${value}`),
    ),
    '',
    endText(report),
  ].join('\n');
}

/** What ended the run, as one sentence. */
export function stoppedText({ kind, callback, filter, limit }: Stopped): string {
  const who = filter < 0 ? callback : `${callback} of filter ${filter + 1}`;
  switch (kind) {
    case 'callback-too-long':
      return `stopped: ${who} ran longer than ${limit / 1000} s`;
    case 'too-many-hostcalls':
      return `stopped: ${who} made more than ${limit.toLocaleString('en')} hostcalls`;
    case 'too-many-callbacks':
      return `stopped at ${who}: more than ${limit.toLocaleString('en')} callbacks in one run`;
    case 'too-many-bytes':
      return `stopped at ${who}: filters handed more than ${limit / 1024 / 1024} MiB to the proxy in one run`;
  }
}

function endText({ startup, stopped, plugins, elapsedMs }: Report): string {
  if (stopped) return stoppedText(stopped);
  if (startup === 'failed') return 'the proxy did not start';
  const dead = plugins.filter(({ trap }) => trap !== undefined).map(({ name, trap }) => `${name} (${trap?.kind})`);
  return `done after ${elapsedMs} ms${dead.length > 0 ? `; VMs that died: ${dead.join(', ')}` : ''}`;
}

function logText({ trace, plugins }: Report): string[] {
  const lines: string[] = [];
  let ms = 0;
  for (const record of readTrace(trace)) {
    if (record.kind === 'time') ms = record.ms;
    else if (record.kind === 'log' || record.kind === 'host') lines.push(envoyLogLine(record, { plugins, ms }));
  }
  return lines;
}

function exchangeText(report: Report, exchange: Exchange, nameOf: (filter: number) => string): string[] {
  const { request, method, path, response, localReply, requestJourney, responseJourney, durationMs } = exchange;
  const by = localReply && (localReply.filter < 0 ? 'the proxy itself' : nameOf(localReply.filter));
  const forwarded = exchange.forwarded.flatMap(({ cluster, index }) => {
    const sent = report.upstream[cluster]?.[index];
    return sent ? upstreamText(cluster, sent) : [];
  });
  return [
    '',
    `request ${request + 1}: ${method} ${path}`,
    ...indented('request headers', journeyLines(requestJourney, nameOf)),
    ...forwarded.map((line) => `  ${line}`),
    ...indented('response headers', journeyLines(responseJourney, nameOf)),
    `  answer: ${response.status === 0 ? 'none' : `${response.status} ${response.reason}`}, ${response.end}, ${durationMs} ms`,
    ...(by === undefined ? [] : [`  local reply by ${by}${localReply?.details ? `: ${localReply.details}` : ''}`]),
    ...indented('body', bodyLines(response.body)),
    ...indented('trailers', headerLines(response.trailers)),
  ];
}

function upstreamText(
  cluster: string,
  { method, path, headers, body, trailers, incomplete }: UpstreamRequest,
): string[] {
  return [
    `${cluster} received: ${method} ${path}${incomplete ? ' (incomplete)' : ''}`,
    ...[...headerLines(headers), ...bodyLines(body), ...headerLines(trailers)].map((line) => `  ${line}`),
  ];
}

function bodyLines(body: Uint8Array): string[] {
  if (body.length === 0) return [];
  const more = body.length > shownBody ? [`... ${body.length} bytes in all`] : [];
  return [...textOfBytes(body.subarray(0, shownBody)).replace(/\n$/, '').split('\n'), ...more];
}

function warningText({ kind, exchange, filter, callback, facts }: Warning, nameOf: (filter: number) => string): string {
  const place = [
    ...(exchange < 0 ? [] : [`request ${exchange + 1}`]),
    ...(filter < 0 ? [] : [nameOf(filter)]),
    ...(callback === '' ? [] : [callback]),
  ];
  const details = Object.entries(facts).map(([name, value]) => `${name} ${value}`);
  return [kind, ...place, ...details].join(', ');
}

/** Envoy's own words, where it has some. */
export function failureText(failure: Failure): string {
  return 'envoy' in failure ? failure.envoy : `the file has ${failure.size} bytes, the limit is ${failure.limit}`;
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];

const indented = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`  ${title}:`, ...lines.map((line) => `    ${line}`)];
