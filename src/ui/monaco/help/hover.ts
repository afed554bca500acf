import { abiParagraph, type AbiParagraph } from '../../panels/reference/abi-paragraph.ts';
import { ALLOWED } from './allowed.words.ts';
import type { SdkFacts } from './sdk-facts.ts';
import { words } from './help.words.ts';

const MOST = 3;

/** What a word of a filter's source means for the proxy, as Markdown: one paragraph for each row of the ABI. */
export function hoverTexts(word: string, sdk: SdkFacts): string[] {
  const names = /^(?:proxy|envoy)_/.test(word) ? [word] : sdk.hostcalls(word);
  return names.slice(0, MOST).flatMap((name) => {
    const paragraph = abiParagraph(name);
    return paragraph === undefined ? [] : [textOf(paragraph)];
  });
}

function textOf({ name, versions, does, differs, answers, kind, specification }: AbiParagraph): string {
  const allowed = ALLOWED[name];
  const lines = [
    `**\`${name}\`** · ${words.versions(versions)}`,
    does,
    differs === undefined ? '' : `_${words.differs}_ ${differs}`,
    allowed === undefined ? '' : `_${words.allowed}_ ${allowed.where}`,
    allowed !== undefined
      ? `_${words.statuses}_ ${allowed.statuses}.`
      : kind === 'callback' && answers.length > 0
        ? `_${words.answers}_ ${answers.join(', ')}.`
        : '',
    specification === undefined ? '' : `[${words.specification}](${specification})`,
  ];
  return lines.filter((line) => line !== '').join('\n\n');
}
