import { textOfBytes, withoutControls } from '../../../model/index.ts';
import type { Content, DirectionAt, StreamAt } from '../../../state/index.ts';
import { Section } from './Section.tsx';
import { words } from './timeline.words.ts';

const PARTS = ['chunk', 'buffered', 'forwarded'] as const;
const MOST_TEXT = 120;

/** Where the bytes of both bodies are. */
export function BodyState({ now, before }: { now: StreamAt; before: StreamAt }) {
  const directions = (['request', 'response'] as const).filter((direction) => isThere(now[direction]));
  return (
    <Section title={words.bodies} none={directions.length === 0 ? words.noBody : undefined}>
      <table className="tl-body-state">
        <thead>
          <tr>
            <th scope="col">{words.where}</th>
            {directions.map((direction) => (
              <th key={direction} scope="col">
                {words.directions[direction]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {PARTS.map((part) => (
            <tr key={part}>
              <th scope="row">{words.body[part]}</th>
              {directions.map((direction) => (
                <td key={direction}>
                  <Part content={now[direction].body[part]} old={before[direction].body[part]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

const isThere = ({ body }: DirectionAt): boolean => body.received > 0 || body.forwarded.size > 0 || body.chunk.size > 0;

function Part({ content, old }: { content: Content; old: Content }) {
  const { bytes, size } = content;
  const change =
    size === old.size && bytes.length === old.bytes.length
      ? 'same'
      : old.size === 0
        ? 'added'
        : size === 0
          ? 'removed'
          : 'changed';
  return (
    <span className="tl-body-part" data-change={change}>
      {change !== 'same' && (
        <>
          <span className="sign" aria-hidden>
            {words.signs[change]}
          </span>
          <span className="for-readers">{words.changes[change]} </span>
        </>
      )}
      <span>{words.bytes(size)}</span>
      {bytes.length > 0 && <code>{withoutControls(textOfBytes(bytes.subarray(0, MOST_TEXT)))}</code>}
      {bytes.length < size && <span className="faint">{words.cut(bytes.length)}</span>}
    </span>
  );
}
