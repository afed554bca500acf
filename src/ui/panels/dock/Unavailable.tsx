import { words } from './dock.words.ts';

/** Stands where a panel could not be fetched. */
export function Unavailable() {
  return <p className="empty">{words.unavailable}</p>;
}
