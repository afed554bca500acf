import { Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Lesson } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { qrPath } from '../share/qr-path.ts';
import { words } from './lesson.words.ts';

/** The lesson's address, for a chat and for a slide. */
export function LessonLink({ lesson, onClose }: { lesson: Lesson; onClose: () => void }) {
  const commands = useCommands();
  const [link, setLink] = useState('');
  useEffect(() => void commands.tutor().then((it) => setLink(it.linkTo(lesson))), [commands, lesson]);
  const code = link === '' ? undefined : qrPath(link);
  const copy = (
    <Button look="primary" onClick={() => void commands.copyText(link)}>
      <Copy aria-hidden />
      {words.copy}
    </Button>
  );
  return (
    <Dialog title={words.linkTitle} about={words.linkAbout} close={words.close} onClose={onClose} actions={copy}>
      <div className="lesson-link">
        <input
          className="input mono"
          readOnly
          aria-label={words.linkField}
          value={link}
          onFocus={(event) => event.target.select()}
        />
        {code && (
          <svg viewBox={`0 0 ${code.size} ${code.size}`} role="img" aria-label={words.qr} shapeRendering="crispEdges">
            <rect width={code.size} height={code.size} fill="#ffffff" />
            <path d={code.path} fill="#000000" />
          </svg>
        )}
      </div>
    </Dialog>
  );
}
