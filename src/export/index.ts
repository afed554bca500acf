export { type Download, downloadOf } from './download.ts';
export { type GeneratorId, generators } from './generators.ts';
export type { Exported, ExportedFile, ExportInput, ExportOptions, ExportWarning, Generator } from './types.ts';
