import type { Scalar, ScalarTag } from 'yaml';

/** A plain word that Envoy's reader does not take for text. It is written back as it was. */
const scalar = (tag: string, type: string, test: RegExp, valueOf: (text: string) => unknown): ScalarTag => ({
  tag: `tag:yaml.org,2002:${tag}`,
  default: true,
  test,
  identify: (value) => (value === null ? 'null' : typeof value) === type,
  resolve: valueOf,
  stringify: ({ source, value }: Scalar) => source ?? (value === null ? 'null' : JSON.stringify(value)),
});

const radix = (text: string): number => {
  const digits = text.replace(/^[-+]/, '');
  const value = /^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
  return text.startsWith('-') ? -value : value;
};

/**
 * What Envoy's reader (yaml-cpp) makes of plain words: booleans as in YAML 1.1, octal and hexadecimal numbers; no
 * dates, no merges. A number that is too large to be exact stays text.
 */
export const envoyScalars: ScalarTag[] = [
  scalar('null', 'null', /^(?:~|null|Null|NULL)?$/, () => null),
  scalar('bool', 'boolean', /^(?:y|Y|yes|Yes|YES|on|On|ON|true|True|TRUE)$/, () => true),
  scalar('bool', 'boolean', /^(?:n|N|no|No|NO|off|Off|OFF|false|False|FALSE)$/, () => false),
  scalar('int', 'number', /^[-+]?(?:[0-9]+|0x[0-9a-fA-F]+)$/, (text) => {
    const value = radix(text);
    return Number.isSafeInteger(value) ? value : text;
  }),
  scalar('float', 'number', /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/, Number),
];
