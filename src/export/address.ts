import type { Address } from './types.ts';

const httpPort = 80;

/** `host`, `host:port` or `[address]:port`; undefined when it is none of them. */
export function addressOf(text: string): Address | undefined {
  const [, six, host = six, port] = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9_.-]+))(?::([0-9]{1,5}))?$/i.exec(text.trim()) ?? [];
  const number = port === undefined ? httpPort : Number(port);
  if (host === undefined || number < 1 || number > 65_535) return undefined;
  return { address: host, port: number };
}
