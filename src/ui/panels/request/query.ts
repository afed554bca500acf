/** One parameter of an address, as a person reads it. */
export interface Parameter {
  readonly name: string;
  readonly value: string;
  /** As it stands in the address: what nobody changes stays as it is written. */
  readonly raw: string;
}

export function parametersOf(url: string): readonly Parameter[] {
  const { query } = partsOf(url);
  if (query === undefined || query === '') return [];
  return query.split('&').map((raw) => {
    const at = raw.indexOf('=');
    const [name, value] = at < 0 ? [raw, ''] : [raw.slice(0, at), raw.slice(at + 1)];
    return { name: decoded(name), value: decoded(value), raw };
  });
}

/** The address with these parameters; without any it has no question mark. */
export function withParameters(url: string, parameters: readonly Parameter[]): string {
  const { before, after } = partsOf(url);
  return `${before}${parameters.length === 0 ? '' : `?${parameters.map(({ raw }) => raw).join('&')}`}${after}`;
}

export function parameterOf(name: string, value: string): Parameter {
  return { name, value, raw: value === '' ? encoded(name) : `${encoded(name)}=${encoded(value)}` };
}

function partsOf(url: string): { before: string; query: string | undefined; after: string } {
  const fragment = url.indexOf('#');
  const [whole, after] = fragment < 0 ? [url, ''] : [url.slice(0, fragment), url.slice(fragment)];
  const at = whole.indexOf('?');
  return at < 0
    ? { before: whole, query: undefined, after }
    : { before: whole.slice(0, at), query: whole.slice(at + 1), after };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What would mean something else in an address, and what cannot stand in one. */
const encoded = (text: string): string =>
  text.replace(/[^\w\-.~!$'()*,;:@/?]+/gu, (part) => {
    try {
      return encodeURIComponent(part);
    } catch {
      return '%EF%BF%BD';
    }
  });

/** Fields of a body as forms are sent: blanks are plus signs. */
export const fieldsOf = (body: string): readonly Parameter[] =>
  body === '' ? [] : [...new URLSearchParams(body)].map(([name, value]) => ({ name, value, raw: '' }));

export const bodyOfFields = (fields: readonly Pick<Parameter, 'name' | 'value'>[]): string =>
  new URLSearchParams(fields.map(({ name, value }) => [name, value])).toString();
