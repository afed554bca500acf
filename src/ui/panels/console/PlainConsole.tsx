import type { ConsoleLine } from '../../../state/index.ts';
import { hueOf } from '../../parts/hue.ts';
import { words } from './console.words.ts';

const shown = 200;

/** The terminal's lines before the terminal has loaded. */
export function PlainConsole({ lines }: { lines: readonly ConsoleLine[] }) {
  return (
    // What scrolls must take the focus, so that keys can scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="plain-console scrolls mono" role="log" aria-label={words.output} tabIndex={0}>
      {lines.length === 0 && <div className="faint">{words.welcome}</div>}
      {lines.slice(-shown).map(({ id, kind, level, filter, text }) => (
        <div
          key={id}
          data-kind={kind}
          data-level={level}
          data-hue={filter === undefined || filter < 0 ? undefined : hueOf(filter)}
        >
          {kind === 'prompt' ? `❯ ${text}` : text}
        </div>
      ))}
    </div>
  );
}
