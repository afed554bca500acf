import { useCommands, useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { words } from './inside.words.ts';

/** Says that what is shown is not the end of the run, where that is so. */
export function AsOf() {
  const commands = useCommands();
  const cursor = useSelected(({ run }) => run.cursor);
  if (cursor === undefined) return null;
  return (
    <span className="as-of">
      <span className="badge" data-tone="changed">
        {words.asOf}
      </span>
      <Button small look="quiet" onClick={() => commands.moveCursor(undefined)}>
        {words.toEnd}
      </Button>
    </span>
  );
}
