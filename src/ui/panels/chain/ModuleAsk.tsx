import { FileInput } from 'lucide-react';
import { useRef } from 'react';
import type { FilterModule } from '../../../model/index.ts';
import { useCommands } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { words } from './ask.words.ts';
import './ask.css';

interface ModuleAskProps {
  readonly id: string;
  readonly filter: string;
  readonly module: Extract<FilterModule, { kind: 'wasm' }>;
}

/** Asks for the module of a filter that this browser has not got; a file can be dropped on it. */
export function ModuleAsk({ id, filter, module }: ModuleAskProps) {
  const commands = useCommands();
  const picker = useRef<HTMLInputElement>(null);
  const choose = async (file: File | undefined) => {
    if (file) await commands.supplyModule(id, file.name, new Uint8Array(await file.arrayBuffer()));
    if (picker.current) picker.current.value = '';
  };
  const { title, hash } = words.needs(module);
  return (
    <section className="module-ask" data-asks={id} aria-label={words.ask(filter)}>
      <p>
        <FileInput aria-hidden />
        <span>{title}</span>
      </p>
      {hash !== undefined && <code>{hash}</code>}
      <input
        ref={picker}
        type="file"
        accept=".wasm,application/wasm"
        hidden
        aria-label={words.file(module.fileName)}
        onChange={(event) => void choose(event.target.files?.[0])}
      />
      <div>
        <Button small look="primary" onClick={() => picker.current?.click()}>
          {words.choose(module.fileName)}
        </Button>
        <span className="faint">{words.orDrop}</span>
      </div>
    </section>
  );
}
