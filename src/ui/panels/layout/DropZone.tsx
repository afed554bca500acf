import { Upload } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { useCommands } from '../../app-context.tsx';
import { words } from './layout.words.ts';

const carriesFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') === true;

const isProjectFile = (name: string) => /\.(?:zip|weir\.json)$/i.test(name);

/** A file dropped anywhere on the page becomes a filter; a zip opens as a project. */
export function DropZone() {
  const commands = useCommands();
  const [depth, setDepth] = useState(0);
  const take = useEffectEvent(async (files: FileList, asking: string | undefined) => {
    const [first] = files;
    if (asking !== undefined && first && files.length === 1) {
      await commands.supplyModule(asking, first.name, new Uint8Array(await first.arrayBuffer()));
      return;
    }
    for (const file of files) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      await (isProjectFile(file.name) ? commands.openZip(file.name, bytes) : commands.importWasm(file.name, bytes));
    }
  });
  useEffect(() => {
    const listening = new AbortController();
    const on = (type: 'dragenter' | 'dragover' | 'dragleave' | 'drop', act: (event: DragEvent) => void) =>
      document.addEventListener(type, (event) => carriesFiles(event) && act(event), { signal: listening.signal });
    on('dragenter', () => setDepth((now) => now + 1));
    on('dragleave', () => setDepth((now) => Math.max(0, now - 1)));
    on('dragover', (event) => event.preventDefault());
    on('drop', (event) => {
      event.preventDefault();
      setDepth(0);
      // A filter whose module is absent has a place of its own to drop it on.
      const asking = event.target instanceof Element ? event.target.closest('[data-asks]') : null;
      if (event.dataTransfer) void take(event.dataTransfer.files, asking?.getAttribute('data-asks') ?? undefined);
    });
    return () => listening.abort();
  }, []);
  if (depth === 0) return null;
  return (
    <div className="drop-overlay">
      <div>
        <Upload aria-hidden />
        <p>{words.drop}</p>
        <p className="faint">{words.dropHint}</p>
      </div>
    </div>
  );
}
