import type { Commands } from './commands.ts';
import { type Context, patch } from './context.ts';

type ShareCommands = Pick<
  Commands,
  | 'arrive'
  | 'openLink'
  | 'runLink'
  | 'dismissLink'
  | 'dismissNotice'
  | 'makeLink'
  | 'copyLink'
  | 'copyReport'
  | 'printLink'
>;
/** What opening a link is made of. */
export type OpenVerbs = Pick<Commands, 'start' | 'loadExample' | 'openLesson' | 'openProject' | 'openFile' | 'setView'>;

/** Links. What they take, the codec and its dictionary, is fetched when there is one to open or to make. */
export function shareCommands(context: Context, verbs: OpenVerbs): ShareCommands {
  const opening = () => import('../share/open-link.ts');
  const making = () => import('../share/make-link.ts');
  return {
    async arrive() {
      const { hash, search } = context.services.address.read();
      if (hash === '' && search === '') return verbs.start();
      try {
        return (await opening()).arrive(context, verbs);
      } catch {
        // The codec could not be fetched: a person's own work opens without it.
        return verbs.start();
      }
    },
    openLink: async () => (await opening()).openAddress(context, verbs),
    runLink: async () => (await opening()).runLink(context, verbs),
    dismissLink: async () => (await opening()).dismissLink(context),
    dismissNotice() {
      const { notice } = context.store.getState().share;
      patch(context, 'share', { notice: undefined });
      // A reload is not to meet it again.
      if (notice?.kind === 'refused') context.services.address.clear();
    },
    makeLink: async (withValues) => (await making()).makeLink(context, withValues),
    copyLink: async (withValues) => (await making()).copyLink(context, withValues),
    copyReport: async () => (await making()).copyReport(context),
    printLink: async () => (await making()).printLink(context),
  };
}

/** While a link waits for its modules, a file is for it. */
export function forLinkFirst(context: Context, importWasm: Commands['importWasm']): Commands['importWasm'] {
  return async (fileName, wasm, place) => {
    if (context.store.getState().share.card === undefined) return importWasm(fileName, wasm, place);
    return (await import('../share/open-link.ts')).giveModule(context, fileName, wasm);
  };
}
