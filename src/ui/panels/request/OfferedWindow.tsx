import { useState } from 'react';
import type { OfferedRequests } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Field } from '../../parts/Field.tsx';
import { httpNote } from './http-notes.words.ts';
import { words as texts } from './offered.words.ts';

const most = 200;

/** Several requests came at once: which of them the project takes. */
export function OfferedWindow() {
  const offered = useSelected((state) => state.offered);
  return offered ? <Choice offered={offered} /> : null;
}

function Choice({ offered }: { offered: OfferedRequests }) {
  const commands = useCommands();
  const { requests, from, fileName, notes, leftOut } = offered;
  const [chosen, setChosen] = useState<ReadonlySet<number>>(
    () => new Set(from === 'http' ? requests.keys() : requests.length <= 5 ? requests.keys() : []),
  );
  const [search, setSearch] = useState('');
  const [isSequence, setIsSequence] = useState(offered.isSequence);
  const [isInstead, setIsInstead] = useState(false);
  const close = () => commands.setView({ dialog: undefined });
  const wanted = search.trim().toLowerCase();
  const shown = requests
    .map((request, index) => ({ request, index }))
    .filter(({ request: { name, method, url } }) => `${method} ${url} ${name}`.toLowerCase().includes(wanted));
  const choose = (indexes: readonly number[], isChosen: boolean) => {
    const next = new Set(chosen);
    for (const index of indexes) {
      if (isChosen) next.add(index);
      else next.delete(index);
    }
    setChosen(next);
  };
  const add = () => {
    commands.addRequests(requests.filter((_, index) => chosen.has(index)).slice(0, most), { isSequence, isInstead });
    close();
  };
  const areAllChosen = shown.length > 0 && shown.every(({ index }) => chosen.has(index));
  return (
    <Dialog
      title={texts.title[from]}
      about={texts.about(requests.length, fileName)}
      close={texts.close}
      onClose={close}
      size="large"
      actions={
        <>
          <Button onClick={close}>{texts.cancel}</Button>
          <Button look="primary" disabled={chosen.size === 0} onClick={add}>
            {texts.add(Math.min(chosen.size, most))}
          </Button>
        </>
      }
    >
      <div className="offered">
        <Field label={texts.search}>
          <input className="input" type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
        </Field>
        <div className="offered-list scrolls">
          <label className="offered-row offered-head">
            <input
              type="checkbox"
              className="check"
              checked={areAllChosen}
              onChange={(event) =>
                choose(
                  shown.map(({ index }) => index),
                  event.target.checked,
                )
              }
            />
            {texts.all}
          </label>
          {shown.map(({ request: { method, url, name }, index }) => (
            <label key={index} className="offered-row">
              <input
                type="checkbox"
                className="check"
                checked={chosen.has(index)}
                onChange={(event) => choose([index], event.target.checked)}
              />
              <span className="method-word">{method}</span>
              <span className="offered-url mono" title={url}>
                {url}
              </span>
              <span className="offered-name soft">{name}</span>
            </label>
          ))}
          {shown.length === 0 && <p className="empty">{texts.nothing}</p>}
        </div>
        <label className="offered-choice">
          <input
            type="checkbox"
            className="check"
            checked={isSequence}
            onChange={(event) => setIsSequence(event.target.checked)}
          />
          {texts.asSequence}
        </label>
        <label className="offered-choice">
          <input
            type="checkbox"
            className="check"
            checked={isInstead}
            onChange={(event) => setIsInstead(event.target.checked)}
          />
          {texts.instead}
        </label>
        {(leftOut > 0 || notes.length > 0) && (
          <ul className="offered-notes soft">
            {leftOut > 0 && <li>{texts.leftOut(leftOut)}</li>}
            {notes.map((note, index) => (
              <li key={index}>{httpNote(note)}</li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}
