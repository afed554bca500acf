import type { Project } from '../../../model/index.ts';
import { changedParts, fileChanges, type FileChange } from './version-changes.ts';
import { parts, words } from './projects.words.ts';

/** What a project is now, beside what it was. */
export function VersionChanges({ from, to }: { from: Project; to: Project }) {
  const files = fileChanges(from.files, to.files);
  const others = changedParts(from, to).map((part) => parts[part] ?? part);
  const isSame = files.length === 0 && others.length === 0 && from.name === to.name;
  return (
    // What scrolls must take the focus, so that keys can scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="version-changes" aria-label={words.choose} tabIndex={0}>
      {isSame && <p className="soft">{words.same}</p>}
      {from.name !== to.name && <p className="soft">{words.nameThen(from.name)}</p>}
      {others.length > 0 && <p className="soft">{words.otherParts(others)}</p>}
      {files.map((file) => (
        <ChangedFile key={file.path} file={file} />
      ))}
    </section>
  );
}

const signs = { same: ' ', added: '+', removed: '−', gap: '⋯' };
const notes = { changed: undefined, removed: words.removedFile, added: words.addedFile };

function ChangedFile({ file: { path, kind, lines } }: { file: FileChange }) {
  return (
    <figure>
      <figcaption>
        <strong className="mono">{path}</strong> <span className="faint">{notes[kind]}</span>
      </figcaption>
      <pre className="mono">
        {lines.map(({ kind: line, text }, i) => (
          <span key={i} data-line={line}>
            {signs[line]} {text}
            {'\n'}
          </span>
        ))}
      </pre>
    </figure>
  );
}
