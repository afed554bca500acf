import './choice.css';

interface ChoiceProps<Id extends string> {
  readonly name: string;
  readonly options: Readonly<Partial<Record<Id, string>>>;
  readonly value: Id;
  readonly onChange: (value: Id) => void;
}

/** One of a few, side by side. */
export function Choice<Id extends string>({ name, options, value, onChange }: ChoiceProps<Id>) {
  const ids = Object.keys(options).filter((id): id is Id => id in options);
  return (
    <fieldset className="choice" aria-label={name}>
      {ids.map((id) => (
        <button key={id} type="button" aria-pressed={value === id} onClick={() => onChange(id)}>
          {options[id]}
        </button>
      ))}
    </fieldset>
  );
}
