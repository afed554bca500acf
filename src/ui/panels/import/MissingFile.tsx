import { Check, FileDown } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import type { MissingModule } from '../../../state/index.ts';
import { Button } from '../../parts/Button.tsx';
import type { Brought } from './brought-module.ts';
import { placeWords, words } from './import.words.ts';

interface MissingFileProps {
  readonly missing: MissingModule;
  readonly brought: Brought | undefined;
  readonly onFile: (file: File) => void;
}

const kb = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

/** A file that the text names: a place to drop it on. */
export function MissingFile({ missing, brought, onFile }: MissingFileProps) {
  const picker = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const { fileName, place, location, plugins, sha256, isHashStated } = missing;
  const drop = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  };
  const isGiven = brought?.kind === 'given';
  const isOther = isGiven && isHashStated && brought.sha256 !== sha256;
  return (
    <li>
      <div
        className="import-file"
        data-given={isGiven || undefined}
        data-over={isOver || undefined}
        onDragEnter={() => setOver(true)}
        onDragOver={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {isGiven ? <Check aria-hidden /> : <FileDown aria-hidden />}
        <div className="grows">
          <strong>
            {isGiven ? words.given(brought.fileName, kb(brought.bytes.length)) : words.dropHere(fileName)}
          </strong>
          <small>
            {placeWords[place]} <code>{location}</code> {words.forPlugins(plugins)}
          </small>
          {isHashStated && <small className="import-hash">SHA-256 {sha256}</small>}
          {isOther && <small role="alert">{words.otherHash}</small>}
          {brought?.kind === 'not-wasm' && <small role="alert">{words.notWasm}</small>}
          {brought?.kind === 'too-large' && <small role="alert">{words.tooLarge}</small>}
        </div>
        <input
          ref={picker}
          type="file"
          accept=".wasm,application/wasm"
          hidden
          aria-label={words.chooseFor(fileName)}
          onChange={({ target }) => target.files?.[0] && onFile(target.files[0])}
        />
        <Button small aria-label={words.chooseFor(fileName)} onClick={() => picker.current?.click()}>
          {words.chooseShort}
        </Button>
      </div>
    </li>
  );
}
