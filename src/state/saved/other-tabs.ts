import { type Context, currentProject, patch, toast } from '../commands/context.ts';
import type { StorageNews } from '../ports.ts';
import { isRecord } from './save-rule.ts';

/** Until a save of our own has its answer. */
const AGAIN_MS = 300;

export interface OtherTabs {
  /** Finds out by itself, for browsers in which tabs do not hear of each other. */
  look(): Promise<void>;
  stop(): void;
}

/** Says when another tab has saved or deleted the project that is open here. */
export function watchOtherTabs(context: Context): OtherTabs {
  const { store, services } = context;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const hear = (news: StorageNews): void => {
    const { saved, revision } = store.getState().project;
    if (news.id !== currentProject(context).id || news.revision <= revision) return;
    // What waits here is saved later, and wins.
    if (saved === 'unsaved') return;
    if (saved === 'saving') {
      timer = setTimeout(() => hear(news), AGAIN_MS);
      return;
    }
    if (news.kind === 'deleted') {
      patch(context, 'project', { saved: 'deleted' });
      toast(context, { kind: 'deleted-elsewhere' });
      return;
    }
    if (saved === 'elsewhere' && !news.hasReplaced) return;
    patch(context, 'project', { saved: 'elsewhere' });
    toast(context, { kind: 'changed-elsewhere', id: news.id, isKept: news.hasReplaced });
  };

  const unsubscribe = services.storage.subscribe(hear);
  return {
    async look() {
      const { id } = currentProject(context);
      if (store.getState().project.revision === 0) return;
      const record: unknown = await services.storage.loadProject(id).catch(() => undefined);
      if (!isRecord(record)) return;
      const { revision, deletedAt } = record;
      if (deletedAt === undefined) hear({ kind: 'saved', id, revision, hasReplaced: false });
      else hear({ kind: 'deleted', id, revision });
    },
    stop() {
      unsubscribe();
      clearTimeout(timer);
    },
  };
}
