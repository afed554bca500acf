import { connectionEnd, NO_BYTES, type Report, type TcpConnection, wasHeld } from '../model/index.ts';
import { type Claim, same } from './claims-of-values.ts';

/** What the service behind the proxy got of a connection. */
export const serviceOf = ({ upstream }: TcpConnection, report: Report): Uint8Array =>
  report.tcpUpstream[upstream]?.received ?? NO_BYTES;

export const endClaim = (expected: string, report: Report, index: number): Claim =>
  same(expected, connectionEnd(report, index).kind);

export const heldClaim = (expected: boolean, connection: TcpConnection, report: Report): Claim =>
  same(expected, wasHeld(connection, report));
