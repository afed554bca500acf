import { Button } from '../../parts/Button.tsx';
import { useCommands, useSelected } from '../../app-context.tsx';
import type { EntryBuild } from '../../../state/index.ts';
import { words } from './status-bar.words.ts';

export function StatusBar() {
  const commands = useCommands();
  const { compiler, status, entries } = useSelected(({ compiler: loaded, build }) => ({
    compiler: loaded,
    status: build.status,
    entries: build.entries,
  }));
  return (
    <footer className="status-bar" aria-label={words.title}>
      <span>{words.compiler(compiler)}</span>
      {compiler.kind === 'loading' && (
        <progress className="progress" aria-label={words.compilerName} max={100} value={percent(compiler)} />
      )}
      {compiler.kind === 'failed' && (
        <Button small look="quiet" onClick={() => void commands.warmCompiler()}>
          {words.retry}
        </Button>
      )}
      <span>{status === 'building' ? words.building : status === 'waiting' ? words.waiting : summary(entries)}</span>
      <span>{words.privacy}</span>
    </footer>
  );
}

function percent({ loadedBytes, totalBytes }: { readonly loadedBytes: number; readonly totalBytes: number }): number {
  return Math.round((100 * loadedBytes) / Math.max(totalBytes, 1));
}

function summary(entries: Readonly<Record<string, EntryBuild>>): string {
  return Object.entries(entries)
    .map(([entry, build]) => `${entry}: ${outcome(build)}`)
    .filter((text) => !text.endsWith(': '))
    .join('   ');
}

function outcome({ status, diagnostics, size, isPrebuilt, durationMs }: EntryBuild): string {
  if (status === 'errors') return words.errors(diagnostics.filter(({ category }) => category === 'error').length);
  if (status !== 'built') return '';
  const kilobytes = (size / 1000).toFixed(1);
  return isPrebuilt ? words.prebuilt(kilobytes) : words.built(kilobytes, Math.round(durationMs));
}
