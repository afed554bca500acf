import { envoyInline, envoyWithFiles } from './envoy/envoy.ts';
import type { Generator } from './types.ts';

/** Every form in which a project can leave the page. */
export const generators = {
  envoy: { name: 'weir-envoy', generate: envoyWithFiles },
  'envoy-inline': { name: 'weir-envoy-inline', generate: envoyInline },
} as const satisfies Readonly<Record<string, Generator>>;

export type GeneratorId = keyof typeof generators;
