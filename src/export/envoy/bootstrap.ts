import { type Project, scenarioOfProject } from '../../model/index.ts';
import type { ExportOptions, ExportWarning } from '../types.ts';
import { type Comment, yamlOf } from '../yaml.ts';
import type { PlacedFilter } from './chain.ts';
import { type CodePlace, routerFilter, wasmFilter } from './http-filter.ts';
import { connectionManager, listener, socketAddress } from './listener.ts';
import { standIn } from './stand-in.ts';
import { messageType } from './types.ts';

export const ports = { listen: 10_000, admin: 9901, standIn: 10_001, upstream: 8000 } as const;

const clusterPath = ['static_resources', 'clusters', 0];

interface Bootstrap {
  readonly filters: readonly PlacedFilter[];
  readonly place: CodePlace;
  readonly project: Project;
  readonly options: ExportOptions;
}

function upstreamCluster(address: string, port: number): object {
  return {
    name: 'upstream',
    type: 'STRICT_DNS',
    connect_timeout: '1s',
    load_assignment: {
      cluster_name: 'upstream',
      endpoints: [{ lb_endpoints: [{ endpoint: { address: socketAddress(address, port) } }] }],
    },
    typed_extension_protocol_options: {
      'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
        '@type': messageType.httpProtocolOptions,
        explicit_http_config: { http_protocol_options: { enable_trailers: true } },
      },
    },
  };
}

const reflectComment = [
  'Put the address of your service here; a DNS name works, too. In the page a reflecting service stood here, which',
  'answers /headers, /get, /anything and so on with what it was sent. One to try with:',
  'docker run --rm -p 8000:8080 mccutchen/go-httpbin',
];
const fixedComment = [
  'Put the address of your service here; a DNS name works, too. Until then the listener "stand_in" answers: it gives',
  'the fixed answer that was written in the page.',
];
const standInComment = [
  'Stands in for your service with the fixed answer from the page, on loopback. It is a listener of its own, and no',
  'direct_response in the route above, because the filters then see what they see with a real service: the whole',
  'request goes out, and the answer comes from an upstream. Remove it when the cluster names your service.',
];

/** The whole bootstrap as YAML. Its routes are those of the page's own run. */
export function bootstrapYaml({ filters, place, project, options }: Bootstrap): {
  text: string;
  warnings: readonly ExportWarning[];
} {
  const main = listener({
    name: 'weir',
    address: '0.0.0.0',
    port: options.listenPort ?? ports.listen,
    manager: connectionManager({
      name: 'weir',
      filters: [...filters.map((placed) => wasmFilter(placed, place)), routerFilter],
      routes: scenarioOfProject(project, []).scenario.envoy?.routes ?? [],
    }),
  });
  const { upstream } = project;
  const standInPort = options.standInPort ?? ports.standIn;
  const substitute = upstream.kind === 'fixed' && !options.upstream ? standIn(upstream, standInPort) : undefined;
  const { address, port } = options.upstream ?? {
    address: '127.0.0.1',
    port: substitute ? standInPort : ports.upstream,
  };
  const document = {
    admin: { address: socketAddress('127.0.0.1', options.adminPort ?? ports.admin) },
    static_resources: {
      listeners: substitute ? [main, substitute.listener] : [main],
      clusters: [upstreamCluster(address, port)],
    },
  };
  const comments: Comment[] = [
    { path: clusterPath, lines: substitute ? fixedComment : reflectComment },
    ...(substitute ? [{ path: ['static_resources', 'listeners', 1], lines: standInComment }] : []),
  ];
  return { text: yamlOf(document, comments), warnings: substitute?.warnings ?? [] };
}
