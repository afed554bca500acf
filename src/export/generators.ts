import { envoyInline, envoyWithFiles } from './envoy/envoy.ts';
import type { Generator } from './types.ts';

/** Every form in which a project can leave the page. */
export const generators = {
  envoy: { fileName: 'weir-envoy.zip', generate: envoyWithFiles },
  'envoy-inline': { fileName: 'envoy.yaml', generate: envoyInline },
} as const satisfies Readonly<Record<string, Generator>>;

export type GeneratorId = keyof typeof generators;
