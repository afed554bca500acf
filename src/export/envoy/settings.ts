import type { Address, ExportOptions } from '../types.ts';
import type { CodePlace } from './plugin.ts';

/** The options with everything decided. */
export interface Settings {
  readonly listenPort: number;
  readonly admin: Address;
  readonly standInPort: number;
  readonly tcpPort: number;
  /** Where the upstream really is; absent: `reflecting`, or a stand-in for a fixed answer. */
  readonly upstream?: Address;
  /** Where a cluster without an address of its own is served by a service that reflects. */
  readonly reflecting: (cluster: string) => Address;
  readonly code: CodePlace;
}

export const ports = { listen: 10_000, admin: 9901, standIn: 10_001, tcp: 11_000, upstream: 8000 } as const;
const loopback = '127.0.0.1';

/** As text, with a slash at its end unless it is empty. */
const folderOf = (text = '') => (text === '' || text.endsWith('/') ? text : `${text}/`);

export function settingsOf(options: ExportOptions = {}, kind: CodePlace['kind'] = 'file'): Settings {
  const {
    listenPort = ports.listen,
    adminPort = ports.admin,
    standInPort = ports.standIn,
    tcpPort = ports.tcp,
  } = options;
  return {
    listenPort,
    admin: { address: loopback, port: adminPort },
    standInPort,
    tcpPort,
    ...(options.upstream && { upstream: options.upstream }),
    reflecting: () => ({ address: loopback, port: ports.upstream }),
    code: kind === 'inline' ? { kind } : { kind, folder: folderOf(options.moduleFolder) },
  };
}
