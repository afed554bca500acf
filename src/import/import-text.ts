import { isMap, isSeq } from 'yaml';
import { type Project, pluginsOfProject } from '../model/index.ts';
import type { Findings } from './place.ts';
import { Modules } from './project/modules.ts';
import { projectOf } from './project/project-of.ts';
import { readDocument } from './read/document.ts';
import { type Draft, emptyDraft } from './read/draft.ts';
import { repairDocument } from './repair/document.ts';
import { limits } from './text/limits.ts';
import { type Doc, parseText } from './text/parse.ts';
import type { ImportResult } from './types.ts';

/** What the import needs of others. */
export interface ImportTools {
  readonly sha256: (bytes: Uint8Array<ArrayBuffer>) => Promise<string>;
  /** Whether what came out is a project as every other: its sizes, its names. */
  readonly isProject: (project: Project) => boolean;
}

/** Reads a configuration for Envoy or for a mesh around it, of today or of old. */
export async function importText(text: string, tools: ImportTools): Promise<ImportResult> {
  const parsed = parseText(text);
  if (parsed.kind !== 'parsed') return parsed;
  const findings: Findings = { repairs: [], notes: [] };
  const draft = emptyDraft();
  try {
    for (const [i, doc] of parsed.documents.entries()) repairDocument(doc, i + 1, findings);
    readAll(parsed.documents, draft, findings);
    const modules = new Modules(draft, tools.sha256);
    const project = await projectOf(draft, modules, findings);
    if (pluginsOfProject(project).length === 0) return { kind: 'nothing-found', notes: findings.notes };
    if (!tools.isProject(project)) return { kind: 'too-many-parts', limit: limits.parts };
    const repaired = { text: repairedText(parsed.documents, parsed.isJson), isJson: parsed.isJson };
    return { kind: 'imported', project, modules: modules.bytes, missing: modules.missing, ...findings, repaired };
  } catch (error) {
    // Depth that only shows inside: JSON in a text, for one.
    if (error instanceof RangeError) return { kind: 'too-deep', limit: limits.depth };
    throw error;
  }
}

/** Definitions first: chains name them. */
function readAll(documents: readonly Doc[], draft: Draft, findings: Findings): void {
  const numbered = documents.map((doc, i) => ({ data: dataOf(doc), document: i + 1 }));
  const isDefinition = ({ data }: { data: unknown }) =>
    typeof data === 'object' && data !== null && 'resources' in data;
  for (const one of [...numbered.filter(isDefinition), ...numbered.filter((one) => !isDefinition(one))]) {
    readDocument(one.data, draft, { document: one.document, findings });
  }
}

const dataOf = (doc: Doc): unknown => (isMap(doc.contents) || isSeq(doc.contents) ? doc.toJS() : undefined);

function repairedText(documents: readonly Doc[], isJson: boolean): string {
  if (isJson) return `${JSON.stringify(documents[0]?.toJS(), null, 2)}\n`;
  return documents
    .map((doc, i) => {
      doc.directives.docStart = i > 0 ? true : null;
      return doc.toString({ lineWidth: 0 });
    })
    .join('');
}
