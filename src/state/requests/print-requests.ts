import { printHttpFile, type Project } from '../../model/index.ts';

/** All requests of a project, as an `.http` file. */
export const httpFileOf = ({ requests, isSequence }: Project): string => printHttpFile({ requests, isSequence });
