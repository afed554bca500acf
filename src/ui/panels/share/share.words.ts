import type { LinkRefusal, MadeLink } from '../../../state/index.ts';
import { countText, roundSizeText } from '../../parts/size-text.ts';

type Made = Extract<MadeLink, { kind: 'link' }>;

/** Above this, some programs cut a link in two. */
export const LONG_LINK = 2000;

export const words = {
  title: 'Share',
  about: 'The link is the project: nothing was uploaded, and nobody can take it back.',
  close: 'Close',
  link: 'Link',
  copyLink: 'Copy link',
  copyReport: 'Copy bug report as Markdown',
  reportText: 'Bug report: select and copy it',
  length: (characters: number) => `${countText(characters)} characters`,
  long: 'Some programs cut a link of more than 2,000 characters.',
  secrets: 'Values that may be secret',
  secretsAbout: (secrets: Made['secrets']) => secrets.map(secretPlace).join(', '),
  withoutValues: 'Leave them out',
  withoutValuesAbout: 'The names stay; whoever opens the link fills in their own.',
  withValues: 'Put them in',
  withValuesAbout: 'Everybody who gets the link can read and use them.',
  modules: 'WebAssembly files',
  carried: (size: number) => `${roundSizeText(size)}, travels in the link`,
  named: (size: number) => `${roundSizeText(size)}, too large for the link: hand it over as a file`,
  qr: 'QR code of the link',
  qrDense: 'A dense code: print it large, or hold the camera close.',
  noQr: (most: number) => `No QR code: cameras read links of up to ${countText(most)} characters.`,
  zip: 'Export it as a zip',
} as const;

function secretPlace({ request, header }: Made['secrets'][number]): string {
  return header === '' ? `the password in the address of ${request}` : `${header} of ${request}`;
}

/** Why a project has no link: one sentence of cause and one of remedy. */
export function tellNoLink(refusal: LinkRefusal): string {
  switch (refusal.kind) {
    case 'link-too-long':
      return `The link would have ${countText(refusal.characters)} characters, and at most ${countText(refusal.limit)} are opened. Take the project along as a file.`;
    case 'link-too-large':
      return 'The project has more than 1 MiB of text, which no link carries. Take it along as a file.';
    case 'link-invalid':
    case 'link-damaged':
    case 'link-unknown':
      return 'Something in the project may not stand in a link: a file name with other characters than letters, digits, dots, dashes and underscores, or very many parts. Rename it, or take the project along as a file.';
  }
}
