import type { Project } from '../../model/index.ts';
import type { UndoStep } from '../slices/project.ts';
import { type Context, currentProject, patch, toast } from './context.ts';

/** The parts of a project that a change replaces. */
type Parts = UndoStep['restore'];

export interface Change {
  /** What it does, such as `delete filter.ts`. What is deleted, removed, moved or renamed is offered back at once. */
  readonly label: string;
  /** Changes with the same key that follow each other within a second are undone together. */
  readonly key?: string;
  readonly parts?: Parts;
  /** Files to write, or to take away (`undefined`). */
  readonly files?: Readonly<Record<string, string | undefined>>;
}

const CLOSE_MS = 1000;
const MAX_STEPS = 100;
const structural = /^(?:delete|remove|move|rename) /;

/** Changes the project so that it can be undone. */
export function change(context: Context, { label, key = '', parts = {}, files = {} }: Change): void {
  const { undo } = context.store.getState().project;
  const at = context.services.now();
  const last = undo.at(-1);
  const inverse = apply(context, parts, files);
  const belongs = key !== '' && last?.key === key && at - last.at < CLOSE_MS;
  const step: UndoStep = belongs ? { ...last, at } : { label, key, at, ...inverse };
  patch(context, 'project', { undo: [...(belongs ? undo.slice(0, -1) : undo), step].slice(-MAX_STEPS), redo: [] });
  if (!belongs && structural.test(label)) toast(context, { kind: 'changed', label, at });
}

/** Changes the project in a way that is no step back: which request is selected. */
export function changeQuietly(context: Context, parts: Parts): void {
  apply(context, parts, {});
}

/** Writes text into a file. The editor has its own undo. */
export function writeFile(context: Context, path: string, text: string): void {
  apply(context, {}, { [path]: text });
}

/** `step`: only when nothing came after it. */
export function undo(context: Context, step?: Pick<UndoStep, 'label' | 'at'>): void {
  const last = context.store.getState().project.undo.at(-1);
  const isPassed = step !== undefined && (last?.label !== step.label || last.at !== step.at);
  if (isPassed) toast(context, { kind: 'undo-passed', label: step.label });
  else goBack(context, 'undo', 'redo');
}

export function redo(context: Context): void {
  goBack(context, 'redo', 'undo');
}

function goBack(context: Context, from: 'undo' | 'redo', to: 'undo' | 'redo'): void {
  const { project } = context.store.getState();
  const step = project[from].at(-1);
  if (step === undefined) return;
  const inverse = apply(context, step.restore, step.files);
  patch(context, 'project', {
    [from]: project[from].slice(0, -1),
    [to]: [...project[to], { ...step, ...inverse, key: '' }],
  });
  if (from === 'undo') toast(context, { kind: 'undone', label: step.label });
}

/** Puts parts and files in place, and returns what they replaced. */
function apply(context: Context, parts: Parts, files: UndoStep['files']): Pick<UndoStep, 'restore' | 'files'> {
  const project = currentProject(context);
  const paths = Object.keys(files);
  const kept = Object.entries(project.files).filter(([path]) => !paths.includes(path));
  const written = Object.entries(files).filter((file): file is [string, string] => file[1] !== undefined);
  const next: Project = {
    ...project,
    ...parts,
    ...(paths.length > 0 && { files: Object.fromEntries([...kept, ...written]) }),
  };
  patch(context, 'project', { current: next, saved: 'unsaved' });
  return {
    restore: replacedParts(project, parts),
    files: Object.fromEntries(paths.map((path) => [path, project.files[path]])),
  };
}

function replacedParts(project: Project, parts: Parts): Parts {
  const { schema: _schema, id: _id, files: _files, ...all } = project;
  const kept: Parts = Object.fromEntries(Object.entries(all).filter(([part]) => part in parts));
  return kept;
}
