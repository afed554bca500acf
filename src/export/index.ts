export { type Download, downloadOf, fileOf } from './download.ts';
export { type GeneratorId, generatorIds, generators, isGeneratorId } from './generators.ts';
export type {
  Exported,
  ExportedFile,
  ExportInput,
  ExportOptions,
  ExportRefusal,
  ExportWarning,
  Feature,
  Generator,
  Limit,
  TargetGroup,
} from './types.ts';
export { checksFile } from './zip/checks-file.ts';
export { checksScenarios } from './zip/scenario-file.ts';
