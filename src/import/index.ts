export { importText, type ImportTools } from './import-text.ts';
export type {
  Imported,
  ImportFailure,
  ImportResult,
  MissingModule,
  Note,
  NoteKind,
  Repair,
  RepairKind,
} from './types.ts';
