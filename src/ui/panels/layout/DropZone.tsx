import { Upload } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { looksLikeRequests } from '../../../state/index.ts';
import { useCommands, usePage } from '../../app-context.tsx';
import { isConfigurationFile, looksLikeConfiguration, textOfFile } from './configuration-text.ts';
import { words } from './layout.words.ts';

const carriesFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') === true;

const isRequestFile = (name: string) => /\.(?:har|https?|rest)$/i.test(name);
const mostOfRequests = 64 * 1024 * 1024;
const isProjectFile = (name: string) => /\.(?:zip|weir\.json)$/i.test(name);

/** Where what is pasted already means something. */
const takesText = 'input, textarea, [contenteditable], [role="textbox"]';

/** A .wasm dropped anywhere on the page becomes a filter; a zip opens as a project, a configuration, or requests, dropped or pasted, are read. */
export function DropZone() {
  const commands = useCommands();
  const { store } = usePage();
  const [depth, setDepth] = useState(0);
  const take = useEffectEvent(async (files: FileList, asking: string | undefined) => {
    const [first] = files;
    if (asking !== undefined && first && files.length === 1) {
      await commands.supplyModule(asking, first.name, new Uint8Array(await first.arrayBuffer()));
      return;
    }
    const configuration = Array.from(files).find(isConfigurationFile);
    if (configuration) commands.setView({ dialog: 'import', importText: await textOfFile(configuration) });
    for (const file of Array.from(files).filter((one) => !isConfigurationFile(one))) {
      if (isRequestFile(file.name)) {
        await commands.bringRequests(file.size > mostOfRequests ? '' : await file.text(), file.name);
        continue;
      }
      const bytes = new Uint8Array(await file.arrayBuffer());
      await (isProjectFile(file.name) ? commands.openZip(file.name, bytes) : commands.importWasm(file.name, bytes));
    }
  });
  useEffect(() => {
    const listening = new AbortController();
    // The window has places of its own to drop files on.
    const isImporting = () => store.getState().view.dialog === 'import';
    const on = (type: 'dragenter' | 'dragover' | 'dragleave' | 'drop', act: (event: DragEvent) => void) =>
      document.addEventListener(type, (event) => carriesFiles(event) && act(event), { signal: listening.signal });
    on('dragenter', () => !isImporting() && setDepth((now) => now + 1));
    on('dragleave', () => setDepth((now) => Math.max(0, now - 1)));
    on('dragover', (event) => event.preventDefault());
    on('drop', (event) => {
      event.preventDefault();
      setDepth(0);
      // A filter whose module is absent has a place of its own to drop it on.
      const asking = event.target instanceof Element ? event.target.closest('[data-asks]') : null;
      if (event.dataTransfer && !isImporting())
        void take(event.dataTransfer.files, asking?.getAttribute('data-asks') ?? undefined);
    });
    const paste = (event: ClipboardEvent) => {
      if (event.target instanceof Element && event.target.closest(takesText)) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (store.getState().view.dialog !== undefined) return;
      if (looksLikeRequests(text) !== undefined) {
        event.preventDefault();
        commands.setView({ pane: 'request' });
        void commands.bringRequests(text);
        return;
      }
      if (!looksLikeConfiguration(text)) return;
      event.preventDefault();
      commands.setView({ dialog: 'import', importText: text });
    };
    document.addEventListener('paste', paste, { signal: listening.signal });
    return () => listening.abort();
  }, [store, commands]);
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
