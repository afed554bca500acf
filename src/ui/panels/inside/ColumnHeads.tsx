interface ColumnHeadsProps {
  /** Names, some with the class of what stands below them. */
  readonly of: readonly (string | readonly [name: string, className: string])[];
}

/** The heads of a table's columns. */
export function ColumnHeads({ of }: ColumnHeadsProps) {
  return of.map((head) => {
    const [name, className] = typeof head === 'string' ? [head] : head;
    return (
      <th key={name} scope="col" className={className}>
        {name}
      </th>
    );
  });
}
