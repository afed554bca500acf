import { Suspense } from 'react';
import { useSelected } from '../../app-context.tsx';
import { EditorPanel } from '../editor/EditorPanel.tsx';
import { SettingsPane } from '../settings/late-settings.ts';

/** The editor, and over it the settings while they are open. */
export function EditorArea() {
  const isOpen = useSelected(({ view }) => view.settings !== undefined);
  return (
    <div className="editor-area">
      <EditorPanel />
      <Suspense>{isOpen && <SettingsPane />}</Suspense>
    </div>
  );
}
