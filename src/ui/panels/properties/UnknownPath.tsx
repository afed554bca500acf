import { nearestProperties } from '../../../model/index.ts';
import type { PropertyRow } from '../../../state/index.ts';
import { Button } from '../../parts/Button.tsx';
import { isKnownPath, isPath } from './find-rows.ts';
import { Meant } from './PropertyDetail.tsx';
import { words } from './properties.words.ts';

interface UnknownPathProps {
  readonly search: string;
  readonly found: readonly PropertyRow[];
  readonly onAsk: (path: string) => void;
}

/** What to do with a search that is no row: a longer path can be read, an unknown one was meant otherwise. */
export function UnknownPath({ search, found, onAsk }: UnknownPathProps) {
  if (search === '' || found.some(({ path }) => path.join('.') === search)) return null;
  const isWhole = isPath(search) || found.length === 0;
  if (!isWhole) return null;
  const isKnown = isKnownPath(search);
  const meant = isKnown ? [] : nearestProperties(search);
  return (
    <output className="inside-note unknown-path">
      {!isKnown && <span>{isPath(search) || meant.length > 0 ? words.noProperty(search) : words.noMatch}</span>}
      {meant.length > 0 && <Meant meant={meant} onAsk={onAsk} />}
      {isPath(search) && (
        <Button small onClick={() => onAsk(search)}>
          {words.readIt(search)}
        </Button>
      )}
    </output>
  );
}
