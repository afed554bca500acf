import { latin1OfBytes, textOfBytes } from '../../../model/index.ts';
import { words } from './shared-data.words.ts';

/** What tells the rows of the panel apart. */
export const entryId = (vmId: string, key: Uint8Array): string => `data ${vmId}\0${latin1OfBytes(key)}`;
export const queueId = (token: number): string => `queue ${token}`;

const most = 400;

export const keyText = (key: Uint8Array): string =>
  key.length === 0 ? words.emptyKey : textOfBytes(key.subarray(0, most));
