import type { Scenario } from '../model/index.ts';

/** JSON of a protobuf message, with the field names of its .proto file. */
export type MessageData = Readonly<Record<string, unknown>>;

/** What the configuration says about the proxy itself. */
export interface XdsFacts {
  readonly node: MessageData;
}

/** What the configuration says about a listener and the cluster behind it. */
export interface SiteFacts {
  readonly address: string;
  readonly filterChain: string;
  /** 1: inbound. */
  readonly direction: number;
  readonly listenerMetadata: MessageData;
  readonly virtualHost: string;
  readonly clusterMetadata: MessageData;
  readonly endpoint: { readonly locality: MessageData; readonly metadata: MessageData | undefined };
}

/** The HTTP listener that the recorder configures, and so the one of every scenario. */
export const HTTP_SITE: SiteFacts = {
  address: '127.0.0.1:10000',
  filterChain: 'lab_chain',
  direction: 1,
  listenerMetadata: { filter_metadata: { 'lab.listener': { color: 'green' } } },
  virtualHost: 'lab_vhost',
  clusterMetadata: { filter_metadata: { 'lab.cluster': { tier: 'gold' } } },
  endpoint: {
    locality: { region: 'lab-region', zone: 'lab-zone' },
    metadata: { filter_metadata: { 'lab.host': { rack: 'r7' } } },
  },
};

/** The recorder's listener for network filters. */
export const TCP_SITE: SiteFacts = {
  address: '127.0.0.1:10001',
  filterChain: 'lab_tcp_chain',
  direction: 1,
  listenerMetadata: { filter_metadata: { 'lab.listener': { color: 'blue' } } },
  virtualHost: '',
  clusterMetadata: { filter_metadata: { 'lab.cluster': { tier: 'tcp' } } },
  endpoint: { locality: {}, metadata: undefined },
};

const NODE: MessageData = {
  id: 'lab-node',
  cluster: 'lab-cluster',
  metadata: { team: 'lab', nested: { k: 'v' } },
  locality: { region: 'lab-region', zone: 'lab-zone' },
};

/** What Envoy adds to the node by itself, but for the list of its extensions, which is not kept here. */
const BUILD: MessageData = {
  user_agent_name: 'envoy',
  user_agent_build_version: {
    version: { major_number: 1, minor_number: 40 },
    metadata: {
      'build.type': 'RELEASE',
      'revision.sha': '9e5580933739775e8bce696a57a2e1bc99368f23',
      'revision.status': 'Clean',
      'ssl.version': 'BoringSSL',
    },
  },
};

/** The recorder's node with what the scenario changes of it in `envoy.bootstrap.node`. */
export function xdsOf(scenario: Scenario): XdsFacts {
  const given = scenario.envoy?.bootstrap?.['node'];
  return { node: { ...merged(NODE, isObject(given) ? given : {}), ...BUILD } };
}

/** An object laid over another one, key by key, as the recorder does it. */
function merged(under: MessageData, over: MessageData): MessageData {
  const whole: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const old = whole[key];
    whole[key] = isObject(old) && isObject(value) ? merged(old, value) : value;
  }
  return whole;
}

export function isObject(value: unknown): value is MessageData {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
