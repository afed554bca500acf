import type { Save } from './save-rule.ts';

/** What is on its way into the database, by project: a page that goes the next moment has it, newer than what is there. */
export interface OnItsWay {
  readonly key: string;
  readonly text: string;
  /** Unchecked. */
  readonly save: Partial<Save> | undefined;
}

const prefixOf = (name: string) => `${name}:on-its-way`;
const keyOf = (name: string, id: string) => `${prefixOf(name)}:${id}`;

/** Writes without waiting. Where that is not to be had (no room, no permission), only the database keeps it. */
export function keepAtOnce(name: string, save: Save): string {
  const text = JSON.stringify(save);
  try {
    localStorage.setItem(keyOf(name, save.project.id), text);
  } catch {
    return '';
  }
  return text;
}

/** It is in the database now; a later one that is still on its way stays. */
export function dropKept(key: string, text: string): void {
  try {
    if (text !== '' && localStorage.getItem(key) === text) localStorage.removeItem(key);
  } catch {
    // Nothing is kept where nothing can be read.
  }
}

export const dropOf = (name: string, id: string, text: string): void => dropKept(keyOf(name, id), text);

/** A deleted project is not to come back from here. */
export function forget(name: string, id: string): void {
  try {
    localStorage.removeItem(keyOf(name, id));
  } catch {
    // Nothing is kept where nothing can be read.
  }
}

/** What was on its way when pages went. The first version of the page kept one project, and no more than it. */
export function allKept(name: string): OnItsWay[] {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i) ?? '');
    const ours = keys.filter((key) => key === prefixOf(name) || key.startsWith(`${prefixOf(name)}:`));
    return ours.map((key) => {
      const text = localStorage.getItem(key) ?? '';
      return { key, text, save: read(text) };
    });
  } catch {
    return [];
  }
}

function read(text: string): Partial<Save> | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? json : undefined;
  } catch {
    return undefined;
  }
}
