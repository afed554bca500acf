import type { LinkNotice, LinkRefusal } from '../../../state/index.ts';
import { countText } from '../../parts/size-text.ts';

export const words = { dismiss: 'Dismiss', region: 'About the link' } as const;

export function noticeText(notice: LinkNotice): { readonly title: string; readonly about: string } {
  switch (notice.kind) {
    case 'refused':
      return { title: refusalText(notice.refusal), about: 'What you had here is untouched.' };
    case 'versions': {
      const { made, here } = notice;
      const tools = ({ compiler, sdk }: typeof made) =>
        [compiler && `AssemblyScript ${compiler}`, sdk && `SDK ${sdk}`].filter(Boolean).join(' and ');
      return {
        title: `This link was made with ${tools(made)}; this page has ${tools(here)}.`,
        about: 'Only what is here can build it, so it may behave otherwise than its author saw.',
      };
    }
  }
}

function refusalText(refusal: LinkRefusal): string {
  switch (refusal.kind) {
    case 'link-damaged':
      return 'This link is damaged: something in it was changed or cut off on its way. Ask for it once more.';
    case 'link-unknown':
      return 'This link was made by another version of this page, which writes links differently. Reload the page, or ask for a newer link.';
    case 'link-invalid':
      return 'This link holds no project that this page can read. A newer version of the page may have made it: reload, or ask for it once more.';
    case 'link-too-long':
      return `This link has ${countText(refusal.characters)} characters, and at most ${countText(refusal.limit)} are opened. Ask for the project as a file.`;
    case 'link-too-large':
      return 'This link would unpack to more than any project has, so it was not opened. Ask for the project as a file.';
  }
}
