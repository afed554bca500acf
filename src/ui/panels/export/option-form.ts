import type { ExportOptions } from '../../../state/index.ts';

export type OptionName = keyof ExportOptions;
/** What was typed, by option; what is empty or absent is as it is anyway. */
export type OptionTexts = Readonly<Partial<Record<OptionName, string>>>;
export type OptionTrouble = 'port' | 'address';

type Value<N extends OptionName> = Pick<Required<ExportOptions>, N>;
type Parsed = { readonly value: Partial<ExportOptions> } | { readonly trouble: OptionTrouble };

function portOf(text: string): number | undefined {
  const port = /^[0-9]{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}

function parsePort(name: 'listenPort' | 'tcpPort' | 'adminPort' | 'standInPort', text: string): Parsed {
  const port = portOf(text);
  return port === undefined ? { trouble: 'port' } : { value: { [name]: port } };
}

function parseAddress(text: string): Parsed {
  const [, six, host = six, digits = ''] = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9_.-]+)):([0-9]+)$/i.exec(text) ?? [];
  const port = portOf(digits);
  if (host === undefined || port === undefined) return { trouble: 'address' };
  return { value: { upstream: { address: host, port } } satisfies Value<'upstream'> };
}

function parse(name: OptionName, text: string): Parsed {
  switch (name) {
    case 'listenPort':
    case 'tcpPort':
    case 'adminPort':
    case 'standInPort':
      return parsePort(name, text);
    case 'upstream':
      return parseAddress(text);
    case 'moduleFolder':
      return { value: { moduleFolder: text } };
  }
}

/** The options that these texts mean; what makes no sense has no effect and is told. */
export function readOptions(
  names: readonly OptionName[],
  texts: OptionTexts,
): { readonly options: ExportOptions; readonly troubles: Readonly<Partial<Record<OptionName, OptionTrouble>>> } {
  let options: ExportOptions = {};
  const troubles: Partial<Record<OptionName, OptionTrouble>> = {};
  for (const name of names) {
    const text = (texts[name] ?? '').trim();
    if (text === '') continue;
    const parsed = parse(name, text);
    if ('trouble' in parsed) troubles[name] = parsed.trouble;
    else options = { ...options, ...parsed.value };
  }
  return { options, troubles };
}
