import { isPlaceholderHash } from '../../../model/index.ts';
import { sizeText } from '../../parts/size-text.ts';

interface Wanted {
  readonly fileName: string;
  readonly sha256: string;
  readonly size: number;
}

export const words = {
  ask: (filter: string) => `Module of ${filter}`,
  needs({ fileName, sha256, size }: Wanted) {
    const facts = [fileName, ...(size > 0 ? [sizeText(size)] : [])].join(', ');
    return isPlaceholderHash(sha256)
      ? { title: `This project needs ${facts}: any build of it will do.`, hash: undefined }
      : { title: `This project needs ${facts}, with the sha256`, hash: sha256 };
  },
  file: (name: string) => `File for ${name}`,
  choose: (name: string) => `Choose ${name}`,
  orDrop: 'or drop it here. It stays in this browser.',
} as const;
