const word = 'Undo';

/** Says what was just taken away, with a way back. */
export function offerUndo(text: string, undo: () => unknown): void {
  void import('sonner').then(({ toast }) => toast(text, { action: { label: word, onClick: () => void undo() } }));
}
