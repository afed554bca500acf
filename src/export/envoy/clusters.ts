import type { Project, ProjectCluster } from '../../model/index.ts';
import { addressOf } from '../address.ts';
import type { Address, ExportWarning } from '../types.ts';
import { cluster } from './cluster.ts';
import type { Settings } from './settings.ts';
import { standIn, type StandInReply, standInReplies } from './stand-in.ts';

interface Part {
  readonly value: object;
  readonly comment?: readonly string[];
}

export interface Clusters {
  readonly clusters: readonly Part[];
  /** Listeners that answer in place of services. */
  readonly standIns: readonly Part[];
  readonly warnings: readonly ExportWarning[];
}

/** Nobody listens there. */
const closed: Address = { address: '127.0.0.1', port: 1 };

const comments = {
  reflect: [
    'Put the address of your service here; a DNS name works, too. In the page a reflecting service stood here, which',
    'answers /headers, /get, /anything and so on with what it was sent. One to try with:',
    'docker run --rm -p 8000:8080 mccutchen/go-httpbin',
  ],
  reflectNearby: [
    'A service that reflects what it is sent: /headers, /get, /anything and so on. Put the address of yours here; a DNS',
    'name works, too.',
  ],
  written: [
    'Put the address of your service here; a DNS name works, too. Until then a stand-in answers: the listener at this',
    'port, with the answer that was written in the page.',
  ],
  refuse: ['Put the address of your service here; a DNS name works, too. In the page nobody listened there.'],
  standIn: [
    'Stands in for a service with the answer written in the page, on loopback. It is a listener of its own, and no',
    'direct_response in the routes above, because the filters then see what they see with a real service: the whole',
    'request goes out, and the answer comes from an upstream. Remove it when its cluster names your service.',
  ],
} as const;

/** The clusters that have a name, by their names: of two with the same name the later counts, as in the page. */
export function namedClusters(project: Project): readonly ProjectCluster[] {
  const byName = new Map(project.clusters.map((one) => [one.name, one]));
  return [...byName.values()].filter(({ name }) => name !== '');
}

function fixedReply({ upstream }: Project): StandInReply | undefined {
  if (upstream.kind === 'reflect') return undefined;
  const { kind: _kind, ...answer } = upstream;
  return { prefix: '', ...answer, delayMs: 0, failure: 'none' };
}

/** The service behind the proxy as a cluster like the others, unless one of them has its name. */
export function placeClusters(project: Project, settings: Settings): Clusters {
  const clusters: Part[] = [];
  const standIns: Part[] = [];
  const warnings: ExportWarning[] = [];

  const answerFrom = (name: string, replies: readonly StandInReply[]): Address => {
    const at = { address: '127.0.0.1', port: settings.standInPort + standIns.length };
    const made = standIn({ name, at, replies });
    standIns.push({ value: made.listener, comment: comments.standIn });
    warnings.push(...made.warnings);
    return at;
  };
  const add = (parts: Parameters<typeof cluster>[0], comment?: readonly string[]) =>
    clusters.push({ value: cluster(parts), ...(comment && { comment }) });
  const isNearby = settings.reflecting('').address !== '127.0.0.1';
  const reflectComment = isNearby ? comments.reflectNearby : comments.reflect;

  const named = namedClusters(project);
  if (named.every(({ name }) => name !== 'upstream')) {
    const reply = fixedReply(project);
    const { upstream } = settings;
    if (upstream) add({ name: 'upstream', at: upstream, protocol: 'http1' });
    else if (reply) add({ name: 'upstream', at: answerFrom('stand_in', [reply]), protocol: 'http1' }, comments.written);
    else add({ name: 'upstream', at: settings.reflecting('upstream'), protocol: 'http1' }, reflectComment);
  }
  for (const { name, address, protocol, behaviour } of named) {
    const at = addressOf(address);
    if (at) add({ name, at, protocol });
    else if (behaviour.kind === 'replies')
      add({ name, at: answerFrom(`stand_in.${name}`, standInReplies(behaviour.replies)), protocol }, comments.written);
    else if (behaviour.kind === 'refuse') add({ name, at: closed, protocol }, comments.refuse);
    // The reflecting service speaks HTTP/1.1, in the page as well.
    else add({ name, at: settings.reflecting(name), protocol: 'http1' }, reflectComment);
  }
  return { clusters, standIns, warnings };
}
