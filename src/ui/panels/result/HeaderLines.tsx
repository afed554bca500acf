import { type HeaderBytes, textOfBytes } from '../../../model/index.ts';

/** Headers as they stand on the wire. */
export function HeaderLines({ title, headers }: { title?: string; headers: HeaderBytes }) {
  const lines = Array.from({ length: headers.length / 2 }, (_, index) => [headers[2 * index], headers[2 * index + 1]]);
  return (
    <>
      {title !== undefined && <h3 className="view-title">{title}</h3>}
      <dl className="header-lines mono">
        {lines.map(([name, value], index) => (
          <div key={index}>
            <dt>{name && textOfBytes(name)}:</dt>
            <dd>{value && textOfBytes(value)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
