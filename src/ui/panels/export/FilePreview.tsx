import { Copy, Download, FileCode2 } from 'lucide-react';
import type { ExportedFile, ExportTable } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { sizeText } from '../../parts/size-text.ts';
import { previewOf } from './highlight.ts';
import { words } from './export.words.ts';

interface FilePreviewProps {
  readonly file: ExportedFile;
  readonly table: ExportTable;
}

/** One file: what is in it, to be copied or downloaded. */
export function FilePreview({ file, table }: FilePreviewProps) {
  const commands = useCommands();
  return (
    <div className="export-file">
      <div className="export-file-tools">
        <span className="faint">{sizeOf(file)}</span>
        {file.kind === 'text' && (
          <Button
            small
            look="quiet"
            aria-label={words.copyFile(file.path)}
            onClick={() => void commands.copyText(file.text)}
          >
            <Copy aria-hidden />
            {words.copy}
          </Button>
        )}
        <Button
          small
          look="quiet"
          aria-label={words.downloadFile(file.path)}
          onClick={() => commands.handOut(table.fileOf(file))}
        >
          <Download aria-hidden />
          {words.download}
        </Button>
      </div>
      {file.kind === 'text' ? <TextPreview path={file.path} text={file.text} /> : <BinaryCard file={file} />}
    </div>
  );
}

const bytesIn = (file: ExportedFile) =>
  file.kind === 'text' ? new TextEncoder().encode(file.text).length : file.bytes.length;
const sizeOf = (file: ExportedFile) => sizeText(bytesIn(file));

function TextPreview({ path, text }: { path: string; text: string }) {
  const { lines, hidden } = previewOf(path, text);
  return (
    // What scrolls must take the focus, so that keys can scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="export-text scrolls" tabIndex={0} aria-label={words.contentOf(path)}>
      <pre>
        {lines.map((tokens, line) => (
          <span key={line} className="line">
            {tokens.map(({ kind, text: part }, index) =>
              kind === 'plain' ? (
                part
              ) : (
                <span key={index} data-token={kind}>
                  {part}
                </span>
              ),
            )}
            {'\n'}
          </span>
        ))}
      </pre>
      {hidden > 0 && <p className="faint">{words.cut(hidden)}</p>}
    </section>
  );
}

function BinaryCard({ file }: { file: ExportedFile }) {
  return (
    <div className="export-binary">
      <FileCode2 aria-hidden />
      <span>{words.binary(sizeOf(file))}</span>
    </div>
  );
}
