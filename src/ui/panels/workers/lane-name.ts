import type { VmLane } from '../../../state/index.ts';
import { words } from './workers.words.ts';

export const laneName = ({ thread, vmId }: VmLane): string =>
  `${words.thread(thread)}, ${vmId === '' ? words.noVmId : words.vmId(vmId)}`;
