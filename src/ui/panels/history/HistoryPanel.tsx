import { useCommands, useSelected } from '../../app-context.tsx';
import { CompareView } from './CompareView.tsx';
import { RunList } from './RunList.tsx';
import { words } from './history.words.ts';
import './history.css';

/** The runs of this project, and what differs between two of them. */
export function HistoryPanel() {
  const commands = useCommands();
  const { runs, compared } = useSelected(({ history }) => history);
  const [earlier, later] = compared.map((id) => runs.find((run) => run.id === id));
  if (earlier && later) return <CompareView earlier={earlier} later={later} onBack={() => commands.compareRuns([])} />;
  if (runs.length === 0)
    return (
      <p className="empty">
        {words.empty}
        <br />
        <span className="faint">{words.emptyHint}</span>
      </p>
    );
  return <RunList runs={runs} />;
}
