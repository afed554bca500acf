import { words } from './editor.words.ts';

/** The source before the editor has loaded, line for line where the editor will have it. */
export function SourcePreview({ path, text }: { path: string; text: string }) {
  const count = text.split('\n').length;
  return (
    <div className="source-preview scrolls" tabIndex={0} role="region" aria-label={words.sourceOf(path)}>
      <pre aria-hidden className="line-numbers">
        {Array.from({ length: count }, (_, index) => index + 1).join('\n')}
      </pre>
      <pre>{text}</pre>
    </div>
  );
}
