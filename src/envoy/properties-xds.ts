import { int, NULL, string, type CelValue } from './cel/value.ts';
import type { AttributeTable } from './properties-attributes.ts';
import { messageOf } from './properties-messages.ts';
import type { StreamInfo } from './stream-info.ts';
import type { XdsFacts } from './xds.ts';

interface From {
  readonly info: StreamInfo | undefined;
  readonly xds: XdsFacts;
}

/** xds.*: the node is known everywhere, the rest where there is a stream. */
export const XDS: AttributeTable<From> = {
  node: ({ xds }) => messageOf('Node', xds.node),
  cluster_name: ({ info }) => (info?.clusterName === undefined ? undefined : string(info.clusterName)),
  cluster_metadata: ({ info }) =>
    info?.clusterName === undefined ? undefined : messageOf('Metadata', info.site.clusterMetadata),
  route_name: ({ info }) => (info?.shownRoute === undefined ? undefined : string(info.shownRoute.name)),
  route_metadata: ({ info }) =>
    info?.shownRoute === undefined ? undefined : messageOf('Metadata', { filter_metadata: info.shownRoute.metadata }),
  virtual_host_name: ({ info }) => (info?.protocol === undefined ? undefined : string(info.site.virtualHost)),
  virtual_host_metadata: ({ info }) => (info?.protocol === undefined ? undefined : messageOf('Metadata', {})),
  listener_direction: ({ info }) => (info === undefined ? undefined : int(info.site.direction)),
  listener_metadata: ({ info }) => (info === undefined ? undefined : messageOf('Metadata', info.site.listenerMetadata)),
  filter_chain_name: ({ info }) => (info === undefined ? undefined : string(info.site.filterChain)),
  upstream_host_metadata: ({ info }) => (isChosen(info) ? metadataOf(info) : undefined),
  // The endpoints of a static cluster have no locality metadata: a null, which cannot be serialized.
  upstream_host_locality_metadata: ({ info }) => (isChosen(info) ? NULL : undefined),
};

function isChosen(info: StreamInfo | undefined): info is StreamInfo {
  return info?.upstreamAddress !== undefined;
}

function metadataOf({ site }: StreamInfo): CelValue {
  return site.endpoint.metadata === undefined ? NULL : messageOf('Metadata', site.endpoint.metadata);
}
