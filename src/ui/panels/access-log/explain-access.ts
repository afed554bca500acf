import type { AccessLogEntry } from '../../../model/index.ts';
import { detailWords, flagWords, noDetails, ownDetails, words } from './access-log.words.ts';

/** The flags of a line, each with a sentence. */
export function flagsIn({
  flags,
}: Pick<AccessLogEntry, 'flags'>): { readonly flag: string; readonly meaning: string }[] {
  if (flags === '-') return [{ flag: flags, meaning: words.noFlags }];
  return flags
    .split(',')
    .map((flag) => ({ flag, meaning: Object.hasOwn(flagWords, flag) ? (flagWords[flag] ?? '') : words.unknownFlag }));
}

/** What the code details of a line say, in a sentence. */
export function detailsIn({ details }: Pick<AccessLogEntry, 'details'>): string {
  if (details === '') return noDetails;
  return detailWords.find(([pattern]) => pattern.test(details))?.[1] ?? ownDetails;
}
