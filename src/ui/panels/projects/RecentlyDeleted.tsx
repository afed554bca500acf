import type { KeptSummary } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { words } from './projects.words.ts';

/** Projects that can still be had back. */
export function RecentlyDeleted({ all }: { all: readonly KeptSummary[] }) {
  const commands = useCommands();
  if (all.length === 0) return null;
  return (
    <details className="kept-gone">
      <summary>{words.recentlyDeleted(all.length)}</summary>
      <p className="soft">{words.recentlyDeletedAbout}</p>
      <ul>
        {all.map(({ id, name }) => (
          <li key={id} className="kept">
            <span className="kept-name">{name || words.noName}</span>
            <Button small aria-label={`${words.putBack} ${name}`} onClick={() => void commands.undeleteKept(id)}>
              {words.putBack}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
