import type { Commands } from '../commands/commands.ts';
import type { Context } from '../commands/context.ts';
import type { Engine } from '../engine/engine.ts';
import type { AppState } from '../store.ts';
import type { Arguments } from './arguments.ts';
import type { Offer } from './complete.ts';

/** Where a verb stands in the menu and in the palette. */
export const verbGroups = ['project', 'run', 'view', 'share', 'help'] as const;
export type VerbGroup = (typeof verbGroups)[number];

/** Something that a person can do: chosen in the menu or the palette, started by keys, typed in the terminal. */
export interface Verb {
  readonly id: string;
  readonly group: VerbGroup;
  readonly title: string;
  /** Starts it without a word more; absent: it is only typed. */
  readonly act?: () => void | Promise<void>;
  /** Why there is nothing to do for it now. */
  readonly unable?: (state: AppState) => string | undefined;
  /** For one of several choices: whether it is the one in force. */
  readonly isChosen?: (state: AppState) => boolean;
  /** How it is typed. */
  readonly typed?: TypedVerb;
}

type Operands = readonly (string | Offer)[];

export interface TypedVerb {
  readonly word: string;
  /** What may stand behind the word. */
  readonly usage: string;
  readonly options?: readonly WordOption[];
  /** What may stand at a place behind the word, from 0, options aside. */
  readonly operands?: (before: readonly string[]) => Operands | Promise<Operands>;
  /** Returns what is wrong with the words, if anything is. */
  run(args: Arguments): string | undefined | Promise<string | undefined>;
}

export interface WordOption {
  /** With their dashes, the one to show first. */
  readonly names: readonly string[];
  /** Names the value, for those that take one. */
  readonly value?: string;
  readonly about: string;
  readonly values?: () => readonly string[];
}

/** What verbs are made of. */
export interface Tools {
  readonly context: Context;
  readonly commands: Commands;
  readonly engine: Engine;
}
