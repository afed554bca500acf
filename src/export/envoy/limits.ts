import type { Project } from '../../model/index.ts';
import { addressOf } from '../address.ts';
import { disabledLimit, limitFor } from '../limits.ts';
import type { Limit } from '../types.ts';
import { namedClusters } from './clusters.ts';
import { isStandInFaithful } from './stand-in.ts';

/** What holds wherever Envoy itself answers for the clusters that have no address. */
export function clusterLimits(project: Project): readonly Limit[] {
  const unknown = namedClusters(project).filter(({ address }) => addressOf(address) === undefined);
  const misspelt = unknown.filter(({ address }) => address.trim() !== '');
  const changed = unknown.filter(
    ({ behaviour }) => behaviour.kind === 'replies' && !isStandInFaithful(behaviour.replies),
  );
  return [
    ...limitFor(
      'cluster-address',
      'left-out',
      misspelt.map(({ name }) => name),
    ),
    ...limitFor(
      'cluster-behaviour',
      'changed',
      changed.map(({ name }) => name),
    ),
  ];
}

/** The number of workers is an argument of the program. */
export const workersLimit = ({ workers }: Project): readonly Limit[] =>
  workers > 1 ? [{ feature: 'workers', effect: 'changed', names: [] }] : [];

export function envoyLimits(project: Project): readonly Limit[] {
  return [...disabledLimit(project), ...clusterLimits(project), ...workersLimit(project)];
}
