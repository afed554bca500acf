interface StepLineProps {
  /** Where a value begins to hold, ascending. */
  readonly steps: readonly { readonly at: number; readonly value: number }[];
  readonly from: number;
  readonly to: number;
  /** A moment to mark. */
  readonly mark?: number | undefined;
  readonly label: string;
  readonly width?: number;
  readonly height?: number;
}

const pad = 3;

/** A value over time as a line with steps. */
export function StepLine({ steps, from, to, mark, label, width = 120, height = 20 }: StepLineProps) {
  const values = steps.map(({ value }) => value);
  const most = Math.max(...values, 1);
  const least = Math.min(...values, 0);
  const x = (at: number) => (to <= from ? pad : pad + ((Math.min(at, to) - from) / (to - from)) * (width - 2 * pad));
  const y = (value: number) =>
    most === least ? height - pad : height - pad - ((value - least) / (most - least)) * (height - 2 * pad);
  const first = steps[0];
  const path = steps.map(
    ({ at, value }, i) => `${i === 0 ? 'M' : 'H'}${x(at).toFixed(1)}${i === 0 ? ',' : 'V'}${y(value).toFixed(1)}`,
  );
  return (
    <svg
      className="step-line"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    >
      {first && <path className="step-line-path" d={`${path.join('')}H${x(to).toFixed(1)}`} />}
      {mark !== undefined && <path className="step-line-mark" d={`M${x(mark).toFixed(1)},0V${height}`} />}
    </svg>
  );
}
