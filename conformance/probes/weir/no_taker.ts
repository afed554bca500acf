// Registers one root id and no default: another root id must be refused, with a line that says so.
import { registerRootContext, RootContext } from './sdk/assembly';

registerRootContext('first', () => new RootContext());
registerRootContext('second', () => new RootContext());
