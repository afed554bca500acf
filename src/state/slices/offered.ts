import type { HttpFileNote, HttpFileRequest } from '../../model/index.ts';

/** Several requests that came with a file or from the clipboard: the person chooses which become the project's. */
export interface OfferedRequests {
  readonly from: 'har' | 'http';
  /** Empty: pasted. */
  readonly fileName: string;
  readonly requests: readonly HttpFileRequest[];
  readonly isSequence: boolean;
  /** Lines of an `.http` file that mean nothing here. */
  readonly notes: readonly HttpFileNote[];
  /** Entries of a HAR that cannot be sent. */
  readonly leftOut: number;
}
