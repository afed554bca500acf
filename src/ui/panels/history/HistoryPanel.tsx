import { useEffect } from 'react';
import { useCommands, useSelected } from '../../app-context.tsx';
import { CompareView } from './CompareView.tsx';
import { RunList } from './RunList.tsx';
import { words } from './history.words.ts';
import './history.css';

/** The runs of this project, and what differs between two of them. */
export function HistoryPanel() {
  const commands = useCommands();
  const { runs, compared, earlier: reading, trouble } = useSelected(({ history }) => history);
  const { id, isCopy } = useSelected(({ project }) => ({ id: project.current.id, isCopy: project.saved === 'copy' }));
  useEffect(() => void commands.readRuns(), [commands, id]);
  const [earlier, later] = compared.map((one) => runs.find((run) => run.id === one));
  if (earlier && later) return <CompareView earlier={earlier} later={later} onBack={() => commands.compareRuns([])} />;
  const lasts = trouble ? words.notKept[trouble] : isCopy ? words.ofCopy : '';
  if (runs.length === 0)
    return (
      <p className="empty">
        {reading === 'read' ? words.empty : words.reading}
        <br />
        <span className="faint">{words.emptyHint}</span>
        {trouble && (
          <>
            <br />
            <span className="faint">{lasts}</span>
          </>
        )}
      </p>
    );
  return <RunList runs={runs} note={lasts} />;
}
