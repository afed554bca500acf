import type { ReactNode } from 'react';
import type { ImportNote, Imported, Repair } from '../../../state/index.ts';
import type { Brought } from './brought-module.ts';
import { FoundChain } from './FoundChain.tsx';
import { noteWords, repairWords, words } from './import.words.ts';
import { MissingFile } from './MissingFile.tsx';

interface FindingsProps {
  readonly imported: Imported;
  readonly brought: ReadonlyMap<string, Brought>;
  readonly onFile: (wanted: string, file: File) => void;
}

/** What was found in a text, what it lacks, what was mended and what was left out. */
export function Findings({ imported, brought, onFile }: FindingsProps) {
  const { missing, repairs, notes } = imported;
  const isSeveral = [...repairs, ...notes].some(({ document }) => document > 1);
  const placeOf = ({ document, path }: Repair | ImportNote) =>
    [isSeveral && words.document(document), path].filter(Boolean).join(' ');
  return (
    <>
      <Section title={words.found}>
        <FoundChain imported={imported} />
      </Section>
      {missing.length > 0 && (
        <Section title={words.missing} count={missing.length}>
          <p className="import-about">{words.missingAbout}</p>
          <ul className="import-list">
            {missing.map((one) => (
              <MissingFile
                key={one.sha256}
                missing={one}
                brought={brought.get(one.sha256)}
                onFile={(file) => onFile(one.sha256, file)}
              />
            ))}
          </ul>
        </Section>
      )}
      <Section title={words.repairs} count={repairs.length}>
        {repairs.length === 0 && <p className="import-about">{words.noRepairs}</p>}
        <ol className="import-list">
          {repairs.map((repair, i) => (
            <li key={i} className="import-row">
              <div className="import-change">
                <Change from={repair.from} to={repair.to} />
              </div>
              <small>{repairWords[repair.kind]}</small>
              <small className="import-path">{placeOf(repair)}</small>
            </li>
          ))}
        </ol>
      </Section>
      {notes.length > 0 && (
        <Section title={words.notes} count={notes.length}>
          <Notes notes={notes} placeOf={placeOf} />
        </Section>
      )}
    </>
  );
}

interface NotesProps {
  readonly notes: readonly ImportNote[];
  readonly placeOf: (note: ImportNote) => string;
}

function Notes({ notes, placeOf }: NotesProps) {
  return (
    <ul className="import-list">
      {notes.map((note, i) => (
        <li key={i} className="import-row">
          <div className="import-change">
            <code>{note.what}</code>
          </div>
          <small>{noteWords[note.kind]}</small>
          <small className="import-path">{placeOf(note)}</small>
        </li>
      ))}
    </ul>
  );
}

function Change({ from, to }: Pick<Repair, 'from' | 'to'>) {
  return (
    <>
      {from !== '' && <code>{from}</code>}
      {from !== '' && to !== '' && ' → '}
      {from === '' && <em>{words.added} </em>}
      {to === '' && <em> {words.removed}</em>}
      {to !== '' && <code>{to}</code>}
    </>
  );
}

function Section({ title, count, children }: { title: string; count?: number; children: ReactNode }) {
  return (
    <section className="import-section">
      <h3>
        {title}
        {count !== undefined && count > 0 && <span className="count">{count}</span>}
      </h3>
      {children}
    </section>
  );
}
