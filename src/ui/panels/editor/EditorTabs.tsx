import { Lock, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useCommands, useSelected } from '../../app-context.tsx';
import { isSdkPath } from './sdk-path.ts';
import { errorsByFile } from './problems.ts';
import { words } from './editor.words.ts';

export function EditorTabs() {
  const commands = useCommands();
  const { open, active, entries } = useSelected(({ editor, build }) => ({
    open: editor.open,
    active: editor.active,
    entries: build.entries,
  }));
  const errors = errorsByFile(entries);
  const onKeyDown = (event: KeyboardEvent, path: string, index: number) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = open.at((index + step) % open.length);
    if (step !== 0 && next !== undefined) {
      commands.openFile(next);
      const list = event.currentTarget.closest('.editor-tabs');
      list?.querySelectorAll<HTMLElement>('[data-tab]')[open.indexOf(next)]?.focus();
    }
    if (event.key === 'Delete') commands.closeFile(path);
  };
  return (
    <div className="editor-tabs" role="toolbar" aria-label={words.openFiles}>
      {open.map((path, index) => (
        <div key={path} className="editor-tab" data-active={path === active || undefined}>
          <button
            type="button"
            data-tab
            aria-pressed={path === active}
            tabIndex={path === active || (active === undefined && index === 0) ? 0 : -1}
            onClick={() => commands.openFile(path)}
            onKeyDown={(event) => onKeyDown(event, path, index)}
          >
            {isSdkPath(path) && <Lock aria-label={words.readOnly} />}
            {path}
            {errors[path] !== undefined && (
              <span className="count" data-tone="error">
                {errors[path]}
              </span>
            )}
          </button>
          <button
            type="button"
            className="tab-close"
            aria-label={words.close(path)}
            tabIndex={path === active ? 0 : -1}
            onClick={() => commands.closeFile(path)}
          >
            <X aria-hidden />
          </button>
        </div>
      ))}
    </div>
  );
}
