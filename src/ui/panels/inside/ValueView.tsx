import { useState } from 'react';
import { Choice } from '../../parts/Choice.tsx';
import { countText } from '../../parts/size-text.ts';
import { bodyText, hexOf, indentJson } from '../result/body-text.ts';
import { Listing } from './Listing.tsx';
import { words } from './inside.words.ts';

type View = keyof typeof words.viewNames;
const most = 64 * 1024;

/** Bytes as text, as JSON where they are some, and as a hexadecimal listing. */
export function ValueView({ bytes }: { bytes: Uint8Array }) {
  const [chosen, setChosen] = useState<View>();
  if (bytes.length === 0) return <p className="soft">{words.nothing}</p>;
  const shown = bytes.subarray(0, most);
  const { kind, text } = bodyText(shown);
  const json = kind === 'text' ? indentJson(text) : undefined;
  const views: View[] = [...(kind === 'text' ? ['text' as const] : []), ...(json ? ['json' as const] : []), 'hex'];
  const view = chosen !== undefined && views.includes(chosen) ? chosen : (views[0] ?? 'hex');
  const texts = { text, json: json ?? '', hex: hexOf(shown) };
  return (
    <div className="value-view">
      {views.length > 1 && (
        <Choice
          name={words.views}
          options={Object.fromEntries(views.map((one) => [one, words.viewNames[one]]))}
          value={view}
          onChange={setChosen}
        />
      )}
      <Listing label={words.viewNames[view]} text={texts[view]} isHex={view === 'hex'} />
      {bytes.length > most && <p className="soft">{words.cut(countText(most))}</p>}
    </div>
  );
}
