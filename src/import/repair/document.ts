import { isMap, isSeq } from 'yaml';
import { at, type Findings, Place } from '../place.ts';
import { shapeOf } from '../shape.ts';
import type { Doc } from '../text/parse.ts';
import { repairCluster } from './cluster.ts';
import { repairConnectionManager, repairNetworkFilter } from './connection-manager.ts';
import { dropDuplicates } from './duplicates.ts';
import { repairBootstrap, repairListener, repairResource, repairResources } from './envoy.ts';
import { repairExtension } from './extension.ts';
import { repairKubernetes } from './kubernetes.ts';
import { repairPlugin } from './plugin.ts';

/** Brings a document into today's form, in place. */
export function repairDocument(doc: Doc, number: number, findings: Findings): void {
  const { contents } = doc;
  const document = { doc, number, findings };
  if (isMap(contents)) {
    dropDuplicates(new Place(contents, '', document));
    repairShape(new Place(contents, '', document));
  }
  if (!isSeq(contents)) return;
  for (const [i, item] of contents.items.entries()) {
    if (!isMap(item)) continue;
    const place = new Place(item, at('', i), document);
    dropDuplicates(place);
    repairShape(place);
  }
}

function repairShape(place: Place): void {
  switch (shapeOf((field) => place.has(field))) {
    case 'bootstrap':
      repairBootstrap(place);
      break;
    case 'resources':
      repairResources(place);
      break;
    case 'listener':
      repairListener(place);
      break;
    case 'connection-manager':
      repairConnectionManager(place);
      break;
    case 'network-filters':
      for (const filter of place.places('filters')) repairNetworkFilter(filter);
      break;
    case 'http-filter':
      repairExtension(place, 'http');
      break;
    case 'cluster':
      repairCluster(place);
      break;
    case 'discovery':
      for (const resource of place.places('resources')) repairResource(resource);
      break;
    case 'kubernetes':
      repairKubernetes(place);
      break;
    case 'kubernetes-list':
      for (const item of place.places('items')) repairKubernetes(item);
      break;
    case 'plugin':
      repairPlugin(place);
      break;
    case 'unknown':
  }
}
