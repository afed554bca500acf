import { emptyPair, LineGrid } from './LineGrid.tsx';
import { parameterOf, parametersOf, withParameters } from './query.ts';
import { words } from './request.words.ts';
import { tabWords } from './tabs.words.ts';

export interface QueryTabProps {
  readonly url: string;
  readonly onChange: (url: string) => void;
}

/** The query of the address as a grid. */
export function QueryTab({ url, onChange }: QueryTabProps) {
  const parameters = parametersOf(url);
  return (
    <>
      <LineGrid
        name={words.query}
        className="pair-grid"
        rows={parameters}
        empty={emptyPair}
        removeName={tabWords.removeParameter}
        onPut={(index, { name, value }) => {
          const next = parameterOf(name, value);
          onChange(
            withParameters(url, index < parameters.length ? parameters.with(index, next) : [...parameters, next]),
          );
        }}
        onRemove={(index) => onChange(withParameters(url, parameters.toSpliced(index, 1)))}
      />
      <p className="hint faint">{tabWords.queryHint}</p>
    </>
  );
}
