import type { Report } from '../../../model/index.ts';
import type { PropertyPlace } from '../../../state/index.ts';
import { callbackName } from '../inside/callback-name.ts';

/** A callback and whose it is: `1 auth, on_request_headers`. */
export function placeName({ plugins }: Report, { plugin, callback }: PropertyPlace): string {
  const name = plugins[plugin]?.name ?? '';
  return `${plugin + 1} ${name}, ${callbackName(callback)}`;
}
