import { Note } from '../../parts/Note.tsx';
import { words } from './editor.words.ts';

interface PlainEditorProps {
  readonly files: Readonly<Record<string, string>>;
  readonly active: string;
  readonly onEdit: (path: string, text: string) => void;
}

/** Takes the editor's place when that cannot be loaded: the work goes on. */
export function PlainEditor({ files, active, onEdit }: PlainEditorProps) {
  return (
    <div className="plain-editor">
      <Note tone="changed">{words.plain}</Note>
      <textarea
        className="mono"
        aria-label={words.sourceOf(active)}
        value={files[active] ?? ''}
        spellCheck={false}
        onChange={(event) => onEdit(active, event.target.value)}
      />
    </div>
  );
}
