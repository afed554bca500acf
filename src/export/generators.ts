import { envoyInline, envoyWithFiles } from './envoy/envoy.ts';
import { envoyLimits } from './envoy/limits.ts';
import type { Generator } from './types.ts';

/** Every form in which a project can leave the page, in the order in which they are listed. */
export const generators = {
  envoy: {
    name: 'weir-envoy',
    group: 'envoy',
    form: 'folder',
    options: ['listenPort', 'adminPort', 'upstream'],
    limits: envoyLimits,
    generate: envoyWithFiles,
  },
  'envoy-inline': {
    name: 'weir-envoy-inline',
    group: 'envoy',
    form: 'file',
    options: ['listenPort', 'adminPort', 'upstream'],
    limits: envoyLimits,
    generate: envoyInline,
  },
} as const satisfies Readonly<Record<string, Generator>>;

export type GeneratorId = keyof typeof generators;

export const isGeneratorId = (id: string): id is GeneratorId => Object.hasOwn(generators, id);

/** The ids of all rows, in their order. */
export const generatorIds: readonly GeneratorId[] = Object.keys(generators).filter(isGeneratorId);
