import { words } from './editor.words.ts';

/** The source before the editor has loaded, line for line where the editor will have it. */
export function SourcePreview({ path, text }: { path: string; text: string }) {
  const count = text.split('\n').length;
  return (
    // What scrolls must take the focus, so that keys can scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="source-preview scrolls" tabIndex={0} aria-label={words.sourceOf(path)}>
      <pre aria-hidden className="line-numbers">
        {Array.from({ length: count }, (_, index) => index + 1).join('\n')}
      </pre>
      <pre>{text}</pre>
    </section>
  );
}
