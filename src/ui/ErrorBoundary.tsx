import { Component, type ReactNode } from 'react';
import { copyText } from './copy-text.ts';
import { Button } from './parts/Button.tsx';
import { words } from './error-boundary.words.ts';

interface ErrorBoundaryProps {
  /** The project's files as they are now. */
  readonly sources: () => Readonly<Record<string, string>>;
  /** The page has broken: what it shows is to be something else when it comes back. */
  readonly onBroken: () => void;
  readonly children: ReactNode;
}

/** When the page breaks, the sources stay in sight. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly error: Error | undefined }> {
  override state: { readonly error: Error | undefined } = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch() {
    this.props.onBroken();
  }

  override render() {
    const { error } = this.state;
    return error === undefined ? this.props.children : <Broken error={error} text={asText(this.props.sources())} />;
  }
}

function Broken({ error, text }: { error: Error; text: string }) {
  return (
    <main className="broken">
      <h1>{words.title}</h1>
      <p>{words.about}</p>
      <div className="actions">
        <Button look="primary" onClick={() => location.reload()}>
          {words.reload}
        </Button>
        <Button onClick={() => void copyText(text).catch(() => undefined)}>{words.copy}</Button>
        <a
          className="button"
          download="weir-sources.txt"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
        >
          {words.download}
        </a>
      </div>
      <textarea className="input mono" aria-label={words.sources} readOnly value={text} />
      <details>
        <summary>{words.details}</summary>
        <pre className="code-block">{error.stack ?? error.message}</pre>
      </details>
    </main>
  );
}

/** All files in one text, each below its name. */
function asText(files: Readonly<Record<string, string>>): string {
  return Object.entries(files)
    .map(([path, text]) => `-- ${path} --\n${text}`)
    .join('\n');
}
