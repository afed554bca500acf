import { X } from 'lucide-react';
import { useCommands, useSelected } from '../../app-context.tsx';
import { IconButton } from '../../parts/Button.tsx';
import { Note } from '../../parts/Note.tsx';
import { noticeText, words } from './link-notice.words.ts';
import './link-notice.css';

/** What the page has to say about the link that it was opened with. */
export function LinkNotice() {
  const commands = useCommands();
  const notice = useSelected(({ share }) => share.notice);
  if (notice === undefined) return null;
  const { title, about } = noticeText(notice);
  return (
    <div className="link-notice" role="alert" aria-label={words.region}>
      <Note tone={notice.kind === 'refused' ? 'removed' : 'changed'} title={title}>
        {about}
      </Note>
      <IconButton name={words.dismiss} icon={<X />} onClick={() => commands.dismissNotice()} />
    </div>
  );
}
