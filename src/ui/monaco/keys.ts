import { monaco } from './setup.ts';
import { words } from './monaco.words.ts';

type CodeEditor = monaco.editor.IStandaloneCodeEditor;

/** Escape, when nothing is there to close, lets the next Tab leave the editor instead of indenting. */
export function leaveByEscape(editor: CodeEditor): monaco.IDisposable {
  let isLeaving = false;
  const setLeaving = (to: boolean) => {
    if (isLeaving === to) return;
    isLeaving = to;
    editor.updateOptions({ tabFocusMode: to });
    if (to) announce(words.tabLeaves);
  };
  const keys = editor.onKeyDown(({ keyCode }) => {
    const { KeyCode } = monaco;
    if (keyCode === KeyCode.Escape) setLeaving(true);
    else if (keyCode !== KeyCode.Tab && keyCode !== KeyCode.Shift) setLeaving(false);
  });
  const blur = editor.onDidBlurEditorText(() => setLeaving(false));
  return { dispose: () => [keys, blur].forEach((one) => one.dispose()) };
}

/** The page's own keys, which the editor would take for itself. */
export function teachKeys(editor: CodeEditor, does: { run: () => void; palette: () => void }): monaco.IDisposable {
  const { KeyCode, KeyMod } = monaco;
  const add = (id: string, label: string, keybinding: number, run: () => void) =>
    editor.addAction({ id, label, keybindings: [keybinding], run });
  const actions = [
    add('weir.run', words.run, KeyMod.CtrlCmd | KeyCode.Enter, does.run),
    add('weir.palette', words.palette, KeyCode.F1, does.palette),
    add('weir.palette2', words.palette, KeyMod.CtrlCmd | KeyCode.KeyK, does.palette),
  ];
  return { dispose: () => actions.forEach((one) => one.dispose()) };
}

function announce(text: string): void {
  const place = document.getElementById('announcements');
  if (place) place.textContent = text;
}
