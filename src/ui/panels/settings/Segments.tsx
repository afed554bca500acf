interface SegmentsProps<Id extends string> {
  readonly name: string;
  readonly options: readonly { readonly id: Id; readonly label: string }[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
}

/** A choice of two or three, all in view. */
export function Segments<Id extends string>({ name, options, value, onChange }: SegmentsProps<Id>) {
  return (
    <fieldset className="segments">
      <legend className="for-readers">{name}</legend>
      {options.map(({ id, label }) => (
        <button key={id} type="button" aria-pressed={id === value} onClick={() => onChange(id)}>
          {label}
        </button>
      ))}
    </fieldset>
  );
}
