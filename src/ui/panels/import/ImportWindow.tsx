import { type DragEvent, useRef, useState } from 'react';
import { pluginsOfProject } from '../../../model/index.ts';
import type { ImportResult } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Note } from '../../parts/Note.tsx';
import { textOfFile } from '../layout/configuration-text.ts';
import { type Brought, broughtFile, givenModules, wantedFor } from './brought-module.ts';
import { Findings } from './Findings.tsx';
import { tellImportFailure, words } from './import.words.ts';
import { useReading } from './use-reading.ts';
import './import.css';

/** A text field with more than this is slow. */
const MOST_SHOWN = 300_000;
const mb = (characters: number) => `${(characters / 1e6).toFixed(1)} MB`;

export function ImportWindow() {
  const commands = useCommands();
  const initial = useSelected(({ view }) => view.importText);
  const [text, setText] = useState(initial);
  const [brought, setBrought] = useState<ReadonlyMap<string, Brought>>(new Map());
  const picker = useRef<HTMLInputElement>(null);
  const { result, isReading } = useReading(text);
  const imported = result?.kind === 'imported' && !isReading ? result : undefined;
  const shown = result?.kind === 'imported' ? result : undefined;
  const close = () => commands.setView({ dialog: undefined, importText: '' });
  const put = (wanted: string, file: Brought) => setBrought((now) => new Map(now).set(wanted, file));
  const take = async (file: File) => {
    if (!file.name.endsWith('.wasm')) {
      setText(await textOfFile(file));
      return;
    }
    const given = await broughtFile(file);
    const wanted =
      shown && wantedFor(shown, brought, given.kind === 'given' ? given : { fileName: file.name, sha256: '' });
    if (wanted) put(wanted.sha256, given);
  };
  const drop = async (event: DragEvent) => {
    event.preventDefault();
    for (const file of Array.from(event.dataTransfer.files)) await take(file);
  };
  const open = async () => {
    if (!imported) return;
    close();
    await commands.openImported(imported, givenModules(brought));
  };
  return (
    <Dialog
      title={words.title}
      about={words.about}
      close={words.close}
      onClose={close}
      size="large"
      actions={
        <>
          {imported && imported.repairs.length > 0 && (
            <>
              <Button onClick={() => void commands.copyRepaired(imported)}>{words.copy}</Button>
              <Button onClick={() => commands.saveRepaired(imported)}>{words.save}</Button>
            </>
          )}
          <Button look="primary" disabled={!imported} onClick={() => void open()}>
            {words.open}
          </Button>
        </>
      }
    >
      <div className="import" onDrop={(event) => void drop(event)}>
        <div className="import-text">
          {text.length > MOST_SHOWN ? (
            <p className="import-long">{words.longText(mb(text.length))}</p>
          ) : (
            <textarea
              className="input mono"
              aria-label={words.text}
              placeholder={words.hint}
              spellCheck={false}
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
          )}
          <div className="import-tools">
            <input
              ref={picker}
              type="file"
              accept=".yaml,.yml,.json"
              hidden
              aria-label={words.choose}
              onChange={({ target }) => target.files?.[0] && void take(target.files[0])}
            />
            <Button small onClick={() => picker.current?.click()}>
              {words.choose}
            </Button>
            {text !== '' && (
              <Button small look="quiet" onClick={() => setText('')}>
                {words.again}
              </Button>
            )}
          </div>
        </div>
        <div className="import-findings">
          <output className="for-readers">{summaryOf(result, isReading)}</output>
          {result && result.kind !== 'imported' && <Refusal result={result} />}
          {shown && (
            <Findings
              imported={shown}
              brought={brought}
              onFile={(wanted, file) => void broughtFile(file).then((given) => put(wanted, given))}
            />
          )}
        </div>
      </div>
    </Dialog>
  );
}

function summaryOf(result: ImportResult | undefined, isReading: boolean): string {
  if (isReading) return words.reading;
  if (!result) return '';
  if (result.kind !== 'imported') return tellImportFailure(result).cause;
  const { project, repairs, missing } = result;
  return words.summary(pluginsOfProject(project).length, repairs.length, missing.length);
}

function Refusal({ result }: { result: Parameters<typeof tellImportFailure>[0] }) {
  const { cause, remedy } = tellImportFailure(result);
  return (
    <Note tone="changed" title={cause}>
      {remedy}
    </Note>
  );
}
