import { Bug, Copy, FileArchive } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { MadeLink } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Note } from '../../parts/Note.tsx';
import { EASY_QR, MOST_QR, qrPath } from './qr-path.ts';
import { SecretChoice } from './SecretChoice.tsx';
import { LONG_LINK, tellNoLink, words } from './share.words.ts';
import './share.css';

type Made = Extract<MadeLink, { kind: 'link' }>;

export function ShareDialog() {
  const commands = useCommands();
  const { made, report } = useSelected(({ share }) => share);
  useEffect(() => void commands.makeLink(), [commands]);
  const isLink = made?.kind === 'link';
  const actions = (
    <>
      <Button look="quiet" onClick={() => void commands.copyReport()}>
        <Bug aria-hidden />
        {words.copyReport}
      </Button>
      {isLink && (
        <Button look="primary" onClick={() => void commands.copyLink(made.withValues)}>
          <Copy aria-hidden />
          {words.copyLink}
        </Button>
      )}
    </>
  );
  return (
    <Dialog
      title={words.title}
      about={words.about}
      close={words.close}
      onClose={() => commands.setView({ dialog: undefined })}
      actions={actions}
    >
      <div className="share">
        {isLink && <LinkParts made={made} />}
        {made?.kind === 'refused' && <NoLink made={made} />}
        {report !== undefined && (
          <textarea
            className="input mono"
            readOnly
            aria-label={words.reportText}
            value={report}
            ref={(it) => it?.select()}
            rows={8}
          />
        )}
      </div>
    </Dialog>
  );
}

function LinkParts({ made }: { made: Made }) {
  const { url, secrets, modules } = made;
  const field = useRef<HTMLInputElement>(null);
  // Where nothing can be copied for the person, it is ready to be copied by hand.
  useEffect(() => field.current?.select(), [url]);
  return (
    <>
      <div className="share-link">
        <input
          ref={field}
          className="input mono"
          readOnly
          aria-label={words.link}
          value={url}
          onFocus={(event) => event.target.select()}
        />
        <p className="faint">
          {words.length(url.length)}
          {url.length > LONG_LINK && <span className="share-long"> {words.long}</span>}
        </p>
      </div>
      {secrets.length > 0 && <SecretChoice made={made} />}
      {modules.length > 0 && (
        <section aria-label={words.modules}>
          <h3>{words.modules}</h3>
          <ul className="share-modules">
            {modules.map(({ fileName, size, sha256, isCarried }) => (
              <li key={sha256}>
                <strong>{fileName}</strong> <span>{isCarried ? words.carried(size) : words.named(size)}</span>
                <code className="faint">{sha256}</code>
              </li>
            ))}
          </ul>
        </section>
      )}
      <QrCode text={url} />
    </>
  );
}

function QrCode({ text }: { text: string }) {
  const code = qrPath(text);
  if (code === undefined) return <p className="faint">{words.noQr(MOST_QR)}</p>;
  const { size, path } = code;
  return (
    <figure className="share-qr">
      <svg
        viewBox={`0 0 ${size} ${size}`}
        role="img"
        aria-label={words.qr}
        width={size * 4}
        shapeRendering="crispEdges"
      >
        <rect width={size} height={size} fill="#ffffff" />
        <path d={path} fill="#000000" />
      </svg>
      {text.length > EASY_QR && <figcaption className="faint">{words.qrDense}</figcaption>}
    </figure>
  );
}

function NoLink({ made }: { made: Extract<MadeLink, { kind: 'refused' }> }) {
  const commands = useCommands();
  return (
    <Note tone="changed">
      <p>{tellNoLink(made.refusal)}</p>
      <Button small onClick={() => commands.setView({ dialog: 'export' })}>
        <FileArchive aria-hidden />
        {words.zip}
      </Button>
    </Note>
  );
}
