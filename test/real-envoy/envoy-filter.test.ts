import { describe, expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { type ExportedFile, type ExportInput, generators } from '../../src/export/index.ts';
import { yamlOf } from '../../src/export/yaml.ts';
import { nastyStrings } from '../export/nasty-strings.ts';
import { projectOf } from '../export/project.ts';
import { guestOf, projects, withGuests } from '../export/projects.ts';
import { unpacked, validate } from './envoy-process.ts';

type Named = { readonly name: string };
type Value = Named & Readonly<Record<string, unknown>>;

interface Match {
  readonly listener?: { readonly filterChain: { readonly filter: Named & { readonly subFilter?: Named } } };
}

interface Patch {
  readonly applyTo: string;
  readonly match?: Match;
  readonly patch: { readonly operation: string; readonly value: Value };
}

const typed = 'type.googleapis.com/envoy.extensions.filters';

/** What a sidecar has before anybody patches it: a listener for HTTP and one for other connections. */
function sidecar() {
  const at = (port_value: number) => ({ socket_address: { address: '127.0.0.1', port_value } });
  const router = {
    name: 'envoy.filters.http.router',
    typed_config: { '@type': `${typed}.http.router.v3.Router` },
  };
  const manager = {
    name: 'envoy.filters.network.http_connection_manager',
    typed_config: {
      '@type': `${typed}.network.http_connection_manager.v3.HttpConnectionManager`,
      stat_prefix: 'inbound',
      route_config: { virtual_hosts: [{ name: 'all', domains: ['*'], routes: [] }] },
      http_filters: [router] as Named[],
      access_log: [] as unknown[],
    },
  };
  const proxy = {
    name: 'envoy.filters.network.tcp_proxy',
    typed_config: { '@type': `${typed}.network.tcp_proxy.v3.TcpProxy`, stat_prefix: 'inbound', cluster: 'workload' },
  };
  const connections = [proxy] as Named[];
  const bootstrap = {
    static_resources: {
      listeners: [
        { name: 'http', address: at(10_000), filter_chains: [{ filters: [manager] }] },
        { name: 'tcp', address: at(10_001), filter_chains: [{ filters: connections }] },
      ],
      clusters: [{ name: 'workload', connect_timeout: '1s' }] as object[],
    },
    bootstrap_extensions: [] as unknown[],
  };
  return { bootstrap, manager, connections };
}

function insertBefore(list: Named[], name: string, value: Value): void {
  const at = list.findIndex((one) => one.name === name);
  if (at < 0) throw new Error(`there is no ${name}`);
  list.splice(at, 0, value);
}

/** What Istio makes of a sidecar's configuration with these patches. */
function patched(patches: readonly Patch[]): object {
  const { bootstrap, manager, connections } = sidecar();
  const apply = ({ applyTo, match, patch: { operation, value } }: Patch): void => {
    const filter = match?.listener?.filterChain.filter;
    switch (`${operation} ${applyTo} ${filter?.name ?? ''} ${filter?.subFilter?.name ?? ''}`.trim()) {
      case `INSERT_BEFORE HTTP_FILTER ${manager.name} envoy.filters.http.router`:
        return insertBefore(manager.typed_config.http_filters, 'envoy.filters.http.router', value);
      case 'INSERT_BEFORE NETWORK_FILTER envoy.filters.network.tcp_proxy':
        return insertBefore(connections, 'envoy.filters.network.tcp_proxy', value);
      case `MERGE NETWORK_FILTER ${manager.name}`: {
        const { '@type': type, access_log, ...others } = value['typed_config'] as Record<string, unknown[]>;
        expect([type, value.name, others]).toEqual([manager.typed_config['@type'], manager.name, {}]);
        manager.typed_config.access_log.push(...(access_log ?? []));
        return;
      }
      case 'MERGE BOOTSTRAP': {
        const { bootstrap_extensions, ...others } = value as unknown as Record<string, unknown[]>;
        expect(others).toEqual({});
        bootstrap.bootstrap_extensions.push(...(bootstrap_extensions ?? []));
        return;
      }
      case 'ADD CLUSTER':
        bootstrap.static_resources.clusters.push(value);
        return;
      default:
        throw new Error(`nobody knows how to ${operation} ${applyTo}`);
    }
  };
  patches.forEach(apply);
  return bootstrap;
}

const sources = { 'istio-envoy-filter': 'envoyfilter.yaml', kustomize: 'base/envoyfilter.yaml' } as const;

/** A sidecar with the exported patches, and the modules beside its configuration instead of where they are mounted. */
function filesForEnvoy(id: keyof typeof sources, input: ExportInput): { files: ExportedFile[]; names: string[] } {
  const { files } = generators[id].generate(input);
  const file = files.find(({ path }) => path === sources[id]);
  const { spec } = parse(file?.kind === 'text' ? file.text : '', { version: '1.1' }) as {
    spec: { configPatches: Patch[] };
  };
  const text = yamlOf(patched(spec.configPatches)).replaceAll(/\/var\/local\/lib\/wasm\/[^/\s]+\//g, '');
  const modules = generators.envoy.generate(input).files.filter(({ kind }) => kind === 'binary');
  return {
    files: [{ kind: 'text', path: 'envoy.yaml', text }, ...modules],
    names: spec.configPatches.map(({ patch }) => patch.value.name).filter(Boolean),
  };
}

async function verdictOn(files: readonly ExportedFile[]): Promise<{ verdict: string; log: string }> {
  const { folder, remove } = await unpacked(files);
  const { isValid, log } = await validate(inject('envoy'), folder);
  await remove();
  return { verdict: isValid ? 'OK' : log.slice(-2000), log };
}

test.each(Object.entries(projects))('a patched sidecar is accepted by a real Envoy: %s', async (_, project) => {
  const { verdict } = await verdictOn(filesForEnvoy('istio-envoy-filter', withGuests(project)).files);
  expect(verdict).toBe('OK');
});

describe.each(['istio-envoy-filter', 'kustomize'] as const)('%s', (id) => {
  test('plugins get every configuration as it was written', async () => {
    const filters = nastyStrings.map((configuration, i) =>
      guestOf('confdump', { name: `f${i}`, configuration, vmId: 'one' }),
    );
    const { verdict, log } = await verdictOn(filesForEnvoy(id, withGuests(projectOf(filters))).files);
    expect(verdict).toBe('OK');
    const seen = new Set(
      [...log.matchAll(/ hex=([0-9a-f]*)/g)].map(([, hex = '']) => Buffer.from(hex, 'hex').toString()),
    );
    expect(nastyStrings.filter((text) => !seen.has(text))).toEqual([]);
  });
});

test('the chain keeps its order before the router', () => {
  const filters = ['c', 'a', 'b'].map((name) => guestOf('confdump', { name }));
  const { files, names } = filesForEnvoy('istio-envoy-filter', withGuests(projectOf(filters)));
  expect(names).toEqual(['weir.c', 'weir.a', 'weir.b']);
  const [envoy] = files;
  const text = envoy?.kind === 'text' ? envoy.text : '';
  const order = ['weir.c', 'weir.a', 'weir.b', 'envoy.filters.http.router'].map((name) =>
    text.indexOf(`name: ${name}\n`),
  );
  expect(order.every((at, i) => at > (order[i - 1] ?? -1))).toBe(true);
});
