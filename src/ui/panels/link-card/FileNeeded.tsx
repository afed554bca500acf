import { Upload } from 'lucide-react';
import { useRef } from 'react';
import type { CardModule } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { words } from './link-card.words.ts';

/** A file that the link only names. It may be dropped anywhere on the page. */
export function FileNeeded({ module: { fileName, size } }: { module: CardModule }) {
  const commands = useCommands();
  const input = useRef<HTMLInputElement>(null);
  const take = async (files: FileList | null) => {
    for (const file of files ?? []) await commands.importWasm(file.name, new Uint8Array(await file.arrayBuffer()));
  };
  return (
    <div className="file-needed">
      <p>{words.needed(fileName, size)}</p>
      <Button small onClick={() => input.current?.click()}>
        <Upload aria-hidden />
        {words.choose}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".wasm,application/wasm"
        onChange={(event) => void take(event.target.files)}
      />
    </div>
  );
}
