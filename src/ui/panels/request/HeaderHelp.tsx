import { headerNames, valuesOf } from './header-help.ts';

/** Lists that the browser offers while a header is typed. */
export function HeaderHelp() {
  return (
    <>
      <datalist id="header-names">
        {headerNames.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </datalist>
      {valuesOf.map(([name, values]) => (
        <datalist key={name} id={`values-of-${name}`}>
          {values.map((value) => (
            <option key={value}>{value}</option>
          ))}
        </datalist>
      ))}
    </>
  );
}
