import { useState } from 'react';
import { latin1OfBytes, withoutControls } from '../../../model/index.ts';
import { Choice } from '../../parts/Choice.tsx';
import { countText } from '../../parts/size-text.ts';
import { bodyText, hexOf, indentJson } from '../result/body-text.ts';
import { Listing } from './Listing.tsx';
import { words } from './inside.words.ts';

type View = keyof typeof words.viewNames;
const most = 64 * 1024;

/** Bytes as text, as JSON where they are some, and as a hexadecimal listing. */
export function BytesView({ bytes }: { bytes: Uint8Array }) {
  const [chosen, setChosen] = useState<View>();
  if (bytes.length === 0) return <p className="soft">{words.nothing}</p>;
  const shown = bytes.subarray(0, most);
  const { kind, text } = bodyText(shown);
  const json = kind === 'text' ? indentJson(text) : undefined;
  const views: View[] = ['text', ...(json === undefined ? [] : ['json' as const]), 'hex'];
  const first = json !== undefined ? 'json' : kind === 'text' ? 'text' : 'hex';
  const view = chosen !== undefined && views.includes(chosen) ? chosen : first;
  const texts = {
    text: withoutControls(kind === 'text' ? text : latin1OfBytes(shown)),
    json: json ?? '',
    hex: hexOf(shown),
  };
  return (
    <div className="bytes-view">
      <div className="bytes-view-head">
        <span className="faint">{words.bytes(bytes.length)}</span>
        <Choice
          name={words.views}
          options={Object.fromEntries(views.map((one) => [one, words.viewNames[one]]))}
          value={view}
          onChange={setChosen}
        />
      </div>
      <Listing label={words.viewNames[view]} text={texts[view]} isHex={view === 'hex'} />
      {bytes.length > most && <p className="soft">{words.cut(countText(most))}</p>}
    </div>
  );
}
