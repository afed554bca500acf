import { printHttpFile, type Project } from '../../model/index.ts';

/** All HTTP requests of a project, as an `.http` file, which has no place for TCP connections. */
export const httpFileOf = ({ requests, isSequence }: Project): string =>
  printHttpFile({ requests: requests.filter(({ tcp }) => tcp === null), isSequence });
