/** What became of a header on its way into a stage, seen from the stage before. */
export type CellChange = 'same' | 'added' | 'changed' | 'removed' | 'absent' | 'held' | 'skipped';

export interface JourneyCell {
  readonly change: CellChange;
  /** Values for people; several when a header stands there more than once. Empty unless the header is there. */
  readonly values: readonly string[];
}

export interface JourneyRow {
  readonly name: string;
  /** One for each column. */
  readonly cells: readonly JourneyCell[];
}

export interface JourneyColumn {
  readonly at: 'client' | 'filter' | 'upstream' | 'local-reply';
  /** Position in the chain, for `filter` and for a filter's `local-reply`. */
  readonly filter?: number;
  readonly state: 'reached' | 'held' | 'skipped';
}

export interface JourneyTable {
  readonly columns: readonly JourneyColumn[];
  readonly rows: readonly JourneyRow[];
}

export interface HeaderJourney {
  readonly request: JourneyTable;
  readonly response: JourneyTable;
}
