import type { Measurement, PropertyReadings, Repetition, Report } from '../../model/index.ts';
import type { RunFailure } from './run.ts';

/** What repeating the shown run has brought to light, as far as somebody asked for it. */
export interface DetailsSlice {
  /** The run that it belongs to; of another one nothing is shown. */
  readonly of: Report | undefined;
  readonly properties: Detail<ReadProperties>;
  readonly measurement: Detail<Measurement>;
  readonly repetition: Detail<Repetition>;
  /** Paths of properties that somebody typed, as the hostcall has them. */
  readonly asked: readonly string[];
}

export type Detail<T> =
  | { readonly kind: 'none' }
  /** `done` of `whole` rounds, where there are some. */
  | { readonly kind: 'pending'; readonly done?: number; readonly whole?: number }
  | { readonly kind: 'known'; readonly value: T }
  | { readonly kind: 'failed'; readonly failure: RunFailure };

export interface ReadProperties {
  readonly exchange: number;
  readonly paths: readonly string[];
  readonly readings: PropertyReadings;
}

/** How often a repetition sends the requests. */
export const REPEAT_ROUNDS = 1000;

export const initialDetails: DetailsSlice = {
  of: undefined,
  properties: { kind: 'none' },
  measurement: { kind: 'none' },
  repetition: { kind: 'none' },
  asked: [],
};
