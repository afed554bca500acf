/** What a plugin's configuration is to targets that take JSON and no text. */
export type Configuration =
  | { readonly kind: 'none' }
  | { readonly kind: 'object' | 'other-json'; readonly value: unknown; readonly isExact: boolean }
  | { readonly kind: 'text' };

export function configurationOf(text: string): Configuration {
  if (text === '') return { kind: 'none' };
  const value = jsonOf(text);
  if (value === undefined || !hasOnlyFiniteNumbers(value)) return { kind: 'text' };
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return { kind: isObject ? 'object' : 'other-json', value, isExact: hasOnlySafeNumbers(text) };
}

/** Nothing in JSON is undefined. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** JSON of `1e999` is read as infinity, for which there is no JSON. */
function hasOnlyFiniteNumbers(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(hasOnlyFiniteNumbers);
}

/** Whether every whole number is one that JSON readers with floating point keep. */
function hasOnlySafeNumbers(json: string): boolean {
  const withoutStrings = json.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
  const whole = withoutStrings.match(/-?\d+(?![\d.eE])/g) ?? [];
  return whole.every((digits) => Number.isSafeInteger(Number(digits)) || digits.length < 16);
}
