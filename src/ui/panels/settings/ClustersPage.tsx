import { Plus } from 'lucide-react';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { ClusterCard } from './ClusterCard.tsx';
import { HoldSwitch } from './HoldSwitch.tsx';
import { words } from './settings.words.ts';

const NO_REQUESTS: Readonly<Record<string, readonly unknown[]>> = {};

/** The services around the proxy: the main one, and those that filters call or routes lead to. */
export function ClustersPage() {
  const commands = useCommands();
  const { clusters, seen } = useSelected(({ project, run }) => ({
    clusters: project.current.clusters,
    seen: run.result?.report.upstream ?? NO_REQUESTS,
  }));
  const traffic = (name: string) => {
    const count = seen[name]?.length ?? 0;
    return count === 0 ? words.notCalled : words.calledBy(count);
  };
  return (
    <>
      <p className="settings-help">{words.clustersAbout}</p>
      <div className="set-list">
        <article className="set-card" aria-label="upstream">
          <header>
            <strong className="card-title">upstream</strong>
            <span className="faint">{traffic('upstream')}</span>
            <Button small onClick={() => commands.setView({ requestTab: 'upstream', pane: 'request' })}>
              {words.editMain}
            </Button>
          </header>
          <div className="card-content">
            <p className="settings-help">{words.main}</p>
            <HoldSwitch cluster="upstream" />
          </div>
        </article>
        {clusters.map((cluster, index) => (
          // Renaming keeps the card: its place is its identity.
          <ClusterCard key={index} cluster={cluster} traffic={traffic(cluster.name)} />
        ))}
        <Button small className="add-row" onClick={() => commands.addCluster()}>
          <Plus aria-hidden />
          {words.addCluster}
        </Button>
      </div>
    </>
  );
}
