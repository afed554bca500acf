import { libraryFiles, libraryPrefix } from 'assemblyscript/asc';
import type { Diagnostic, SourceSpan } from '../../src/protocol/index.ts';
import { isSdkPath, sdkSources } from './sdk-sources.ts';

/** What the compiler reports: offsets only; its source objects know their path and nothing else. */
export interface RawDiagnostic {
  readonly code: number;
  readonly category: number;
  readonly message: string;
  readonly range: RawRange | null;
  readonly relatedRange: RawRange | null;
}

interface RawRange {
  readonly start: number;
  readonly end: number;
  readonly source: { readonly normalizedPath: string };
}

interface UserSources {
  readonly files: Readonly<Record<string, string>>;
  readonly entry: string;
}

const lineEnd = /\r\n|\r|\n/g;

/** Line and column of an offset, from 1, with the line ends that editors know. */
function placeOf(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let lineStart = 0;
  for (const end of text.matchAll(lineEnd)) {
    const next = end.index + end[0].length;
    if (next > offset) break;
    line++;
    lineStart = next;
  }
  return { line, column: offset - lineStart + 1 };
}

/** The span in a file of the user's; none when it lies in the SDK or the compiler's library. */
function userSpan(range: RawRange | null, { files }: UserSources): SourceSpan | undefined {
  const file = range?.source.normalizedPath;
  if (range === null || file === undefined || isSdkPath(file)) return undefined;
  const text = Object.hasOwn(files, file) ? files[file] : undefined;
  if (text === undefined) return undefined;
  const start = Math.min(range.start, text.length);
  return { file, start, length: Math.min(range.end, text.length) - start, ...placeOf(text, start) };
}

function firstLine({ files, entry }: UserSources): SourceSpan {
  const [line = ''] = (files[entry] ?? '').split(lineEnd, 1);
  return { file: entry, start: 0, length: line.length, line: 1, column: 1 };
}

function foreignPlace({ start, source }: RawRange): string {
  const path = source.normalizedPath;
  const library = path.startsWith(libraryPrefix) ? path.slice(libraryPrefix.length).replace(/\.ts$/, '') : path;
  const text = sdkSources[path] ?? libraryFiles[library];
  if (text === undefined) return path;
  const { line, column } = placeOf(text, start);
  return `${path}:${line}:${column}`;
}

const categories = ['info', 'info', 'warning', 'error'] as const;

function diagnosticOf(raw: RawDiagnostic, sources: UserSources): Diagnostic {
  const own = userSpan(raw.range, sources);
  const related = userSpan(raw.relatedRange, sources);
  const message = own || raw.range === null ? raw.message : `${raw.message} (at ${foreignPlace(raw.range)})`;
  return {
    ...(own ?? related ?? firstLine(sources)),
    code: raw.code,
    category: categories[raw.category] ?? 'error',
    message,
    ...(own && related && { related }),
  };
}

/** The compiler's reports as diagnostics in the user's files, by file (the entry's first) and position. */
export function diagnosticsOf(raws: readonly RawDiagnostic[], sources: UserSources): Diagnostic[] {
  const rank = (file: string) => (file === sources.entry ? '' : file);
  return raws
    .map((raw) => diagnosticOf(raw, sources))
    .toSorted((a, b) => (rank(a.file) < rank(b.file) ? -1 : rank(a.file) > rank(b.file) ? 1 : 0) || a.start - b.start);
}
