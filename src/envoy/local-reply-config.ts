import type { LocalReplyMapper } from './proxy.ts';

/** Mappers of the connection manager's local_reply_config; not read yet, so a scenario with one waits for it. */
export function localReplyMappers(_hcm: Readonly<Record<string, unknown>> | undefined): readonly LocalReplyMapper[] {
  return [];
}
