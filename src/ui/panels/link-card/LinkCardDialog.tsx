import { Play } from 'lucide-react';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { CardModule } from './CardModule.tsx';
import { words } from './link-card.words.ts';
import './link-card.css';

/** The harmless answer first. */
const takeFocus = (button: HTMLButtonElement | null) => button?.focus();

/** What a link wants to run, before it does. */
export function LinkCardDialog() {
  const commands = useCommands();
  const card = useSelected(({ share }) => share.card);
  if (card === undefined) return null;
  const isComplete = card.modules.every(({ from }) => from !== 'missing');
  const dismiss = () => void commands.dismissLink();
  const actions = (
    <>
      <Button ref={takeFocus} onClick={dismiss}>
        {words.close}
      </Button>
      <Button
        look="primary"
        disabled={!isComplete}
        title={isComplete ? undefined : words.runAfter}
        onClick={() => void commands.runLink()}
      >
        <Play aria-hidden />
        {words.run}
      </Button>
    </>
  );
  return (
    <Dialog title={words.title(card.name)} about={words.about} close={words.close} onClose={dismiss} actions={actions}>
      <ul className="link-card">
        {card.modules.map((module) => (
          <CardModule key={module.sha256} module={module} />
        ))}
      </ul>
      <p className="link-card-bounds faint">{words.bounds}</p>
    </Dialog>
  );
}
