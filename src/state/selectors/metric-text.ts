import type { MetricAt } from './as-of/metrics-at.ts';

/** Envoy's default buckets of a histogram in Prometheus' format. */
const BUCKETS = [
  0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000, 60000, 300000, 600000, 1800000, 3600000,
];

const PREFIX = 'wasmcustom.';

/** The name in Envoy's /stats; the dots at a name's end are dropped, so that an empty name leaves the prefix alone. */
export function statName(name: string): string {
  return `${PREFIX}${name}`.replace(/\.+$/, '');
}

/** The name and the tags in Envoy's /stats/prometheus; undefined where it leaves the metric out. */
export function prometheusName(name: string): { readonly name: string; readonly tags: string } | undefined {
  const stat = statName(name);
  const { rest, tags } = withoutTags(stat);
  // The prefix of custom metrics is taken off, and no envoy_ put on.
  if (!rest.startsWith(PREFIX)) return { name: `envoy_${sanitized(rest)}`, tags };
  const own = sanitized(rest.slice(PREFIX.length));
  return own === '' || /^[0-9]/.test(own) ? undefined : { name: own, tags };
}

/** Two of Envoy's default tags are found anywhere in a name: what looks like the status of an answer. */
function withoutTags(stat: string): { readonly rest: string; readonly tags: string } {
  const code = /_rq_(\d{3})$/.exec(stat);
  if (code) return { rest: stat.slice(0, -4), tags: `envoy_response_code="${code[1]}"` };
  const ofClass = /_rq_(\d)xx$/.exec(stat);
  if (ofClass) return { rest: `${stat.slice(0, -3)}xx`, tags: `envoy_response_code_class="${ofClass[1]}"` };
  return { rest: stat, tags: '' };
}

const sanitized = (name: string): string => name.replace(/[^a-zA-Z0-9_]/gu, '_');

/** What Envoy prints at /stats/prometheus; undefined where it leaves the metric out. */
export function prometheusText({ kind, name, value, recorded }: MetricAt): string | undefined {
  const shown = prometheusName(name);
  if (shown === undefined) return undefined;
  const head = `# TYPE ${shown.name} ${kind}\n`;
  if (kind !== 'histogram') return `${head}${shown.name}{${shown.tags}} ${value}\n`;
  const tags = shown.tags === '' ? '' : `${shown.tags},`;
  const upTo = (most: number) => recorded.filter((one) => Number(one) <= most).length;
  const buckets = BUCKETS.map((le) => `${shown.name}_bucket{${tags}le="${le}"} ${upTo(le)}\n`).join('');
  const sum = recorded.reduce((all, one) => all + one, 0n);
  return `${head}${buckets}${shown.name}_bucket{${tags}le="+Inf"} ${value}\n${shown.name}_sum{${shown.tags}} ${sum}\n${shown.name}_count{${shown.tags}} ${value}\n`;
}
