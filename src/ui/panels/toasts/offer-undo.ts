import type { Commands } from '../../../state/index.ts';

const word = 'Undo';

/** Says what was just taken away, with a way back. */
export function offerUndo(text: string, commands: Commands): void {
  void import('sonner').then(({ toast }) => toast(text, { action: { label: word, onClick: () => commands.undo() } }));
}
