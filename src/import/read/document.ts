import type { Findings } from '../place.ts';
import { shapeOf } from '../shape.ts';
import { readCluster } from './clusters.ts';
import type { Draft } from './draft.ts';
import { readBootstrap, readResource, readResources } from './envoy.ts';
import { Fields } from './fields.ts';
import { readKubernetes } from './kubernetes.ts';
import { readHttpFilter, readListener, readManager, readNetworkFilters } from './listener.ts';
import { readPlugin } from './plugin.ts';

const nowhere = { listener: '', address: '' } as const;

/** Adds what a document in today's form holds to the draft. */
export function readDocument(data: unknown, draft: Draft, where: { document: number; findings: Findings }): void {
  if (!Array.isArray(data)) {
    readShape(new Fields(data, '', where), draft);
    return;
  }
  const items: readonly unknown[] = data;
  for (const [i, item] of items.entries()) readShape(new Fields(item, `[${i}]`, where), draft);
}

function readShape(fields: Fields, draft: Draft): void {
  switch (shapeOf((field) => fields.has(field))) {
    case 'bootstrap':
      readBootstrap(fields, draft);
      break;
    case 'resources':
      readResources(fields, draft);
      break;
    case 'listener':
      readListener(fields, draft);
      break;
    case 'connection-manager':
      draft.chains.push(readManager(fields, draft, nowhere));
      break;
    case 'network-filters':
      readNetworkFilters(fields, { draft, name: '', address: '', loggers: [] });
      break;
    case 'http-filter': {
      const plugin = readHttpFilter(fields, draft);
      if (plugin) draft.mesh.push({ plugin, phase: 0, priority: 0 });
      break;
    }
    case 'cluster':
      draft.clusters.push(readCluster(fields));
      break;
    case 'discovery':
      for (const resource of fields.list('resources')) readResource(resource, draft);
      break;
    case 'kubernetes':
      readKubernetes(fields, draft);
      break;
    case 'kubernetes-list':
      for (const item of fields.list('items')) readKubernetes(item, draft);
      break;
    case 'plugin': {
      const plugin = readPlugin(fields, 'filter');
      if (plugin) draft.mesh.push({ plugin, phase: 0, priority: 0 });
      break;
    }
    case 'unknown':
      fields.note('not-understood', fields.names.slice(0, 5).join(', '));
  }
}
