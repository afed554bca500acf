import type { ParseArgsConfig } from 'node:util';

/** What was typed after the verb. */
export interface Call {
  readonly files: readonly string[];
  /** Whether `--NAME` was there. */
  readonly has: (name: string) => boolean;
  /** What stands after `--NAME`. */
  readonly text: (name: string) => string | undefined;
  /** All that stand after `--NAME`. */
  readonly texts: (name: string) => readonly string[];
}

/** A verb of the command line. */
export interface Verb {
  /** What comes after the verb, as the help writes it. */
  readonly usage: string;
  /** One sentence for the list of verbs. */
  readonly about: string;
  /** All that there is to know: options, exit codes. */
  readonly help: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** How many files it takes. */
  readonly files: { readonly least: number; readonly most: number };
  /** The exit code: 0 what was asked for, 1 something does not hold, 2 it could not be done. */
  run(call: Call): Promise<number>;
}
