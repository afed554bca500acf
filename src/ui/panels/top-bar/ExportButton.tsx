import { Download } from 'lucide-react';
import { useCommands } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { words } from './top-bar.words.ts';

export function ExportButton() {
  const commands = useCommands();
  return (
    <Button look="quiet" aria-label={words.export} onClick={() => commands.setView({ dialog: 'export' })}>
      <Download aria-hidden />
      <span className="wide-only">{words.export}</span>
    </Button>
  );
}
