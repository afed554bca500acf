import './bytes-view.css';

/** Text or bytes that may be long: scrolls by itself, by keys too. */
export function Listing({ label, text, isHex = false }: { label: string; text: string; isHex?: boolean }) {
  return (
    // What scrolls must be reachable by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="listing scrolls" tabIndex={0} aria-label={label}>
      <pre className="code-block" data-hex={isHex || undefined}>
        {text}
      </pre>
    </section>
  );
}
