import { useId } from 'react';
import type { NamedRequest } from '../../../model/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { evenSplits, mostPieces } from './even-splits.ts';
import { bodyWords as words } from './body.words.ts';

/** Sends the same body again in another number of pieces. */
export function BodySlider({ request }: { request: NamedRequest }) {
  const commands = useCommands();
  const id = useId();
  const now = useSelected(({ project }) => project.current.requests.find((one) => one.id === request.id));
  const most = mostPieces(now?.body ?? request.body);
  const pieces = (now?.splits.length ?? 0) + 1;
  const isOff = now === undefined || most < 2;
  const send = (count: number) => {
    if (now === undefined || count === pieces) return;
    commands.selectRequest(now.id);
    commands.editRequest(now.id, { splits: evenSplits(now.body, count) });
    void commands.run();
  };
  return (
    <div className="body-slider">
      <label htmlFor={id}>{words.slider}</label>
      <input
        id={id}
        type="range"
        min={1}
        max={Math.max(2, most)}
        value={Math.min(pieces, most)}
        disabled={isOff}
        aria-valuetext={words.inPieces(pieces)}
        onChange={({ target: { value } }) => send(Number(value))}
      />
      <span className="body-slider-count">{words.inPieces(pieces)}</span>
      <span className="faint">{isOff ? words.sliderOff : words.sliderAnswer}</span>
    </div>
  );
}
