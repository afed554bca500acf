/** What the frame says to the page when it has loaded, and the page to the frame with the line for all the rest. */
export const HELLO = 'weir-isolation';

/** From the page to the frame. */
export type Order =
  /** Starts a worker, and hands it the port that comes with the order. Without a script: the frame's own run worker. */
  | { readonly kind: 'start'; readonly id: number; readonly script?: Blob }
  | { readonly kind: 'end'; readonly id: number };

/** From the frame to the page. */
export type Notice =
  | { readonly kind: 'here' }
  | { readonly kind: 'ended' }
  /** A worker could not be loaded or broke down. */
  | { readonly kind: 'error'; readonly id: number; readonly message: string };
