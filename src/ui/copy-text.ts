/** Puts text on the clipboard; where the page may not (plain http), by selecting and copying it. */
export async function copyText(text: string): Promise<void> {
  const clipboard: Clipboard | undefined = navigator.clipboard;
  try {
    if (clipboard !== undefined) return await clipboard.writeText(text);
  } catch {
    // Refused: what follows needs no permission.
  }
  if (!copySelected(text)) throw new Error('the browser refuses to copy');
}

function copySelected(text: string): boolean {
  const selection = document.getSelection();
  const before = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined;
  const element = document.createElement('span');
  element.className = 'for-readers';
  element.ariaHidden = 'true';
  element.style.userSelect = 'text';
  element.style.whiteSpace = 'pre';
  element.textContent = text;
  // Whatever has the focus would have its own idea of what is selected.
  const take = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopPropagation();
  };
  document.body.append(element);
  document.addEventListener('copy', take, { capture: true, once: true });
  try {
    selection?.selectAllChildren(element);
    return document.execCommand('copy');
  } finally {
    document.removeEventListener('copy', take, { capture: true });
    element.remove();
    selection?.removeAllRanges();
    if (before) selection?.addRange(before);
  }
}
