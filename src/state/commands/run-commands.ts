import type { Engine } from '../engine/engine.ts';
import type { Commands } from './commands.ts';
import { type Context, currentProject, patch, toast } from './context.ts';
import { shownAs } from '../selectors/sent.ts';
import { requestById } from './request-commands.ts';

type RunCommands = Pick<
  Commands,
  'run' | 'restartSession' | 'selectSent' | 'moveCursor' | 'showRow' | 'lightRow' | 'pasteCurl' | 'copyCurl'
>;

export function runCommands(context: Context, engine: Engine, editRequest: Commands['editRequest']): RunCommands {
  const selected = () => requestById(context, currentProject(context).selectedRequest);
  return {
    async run() {
      await engine.run();
    },
    restartSession() {
      patch(context, 'run', { session: [] });
    },
    selectSent(sent) {
      patch(context, 'run', shownAs(sent));
    },
    moveCursor(cursor) {
      patch(context, 'run', { cursor });
    },
    showRow(cursor) {
      patch(context, 'run', { cursor });
      patch(context, 'view', { dockTab: 'timeline', pane: 'dock' });
    },
    lightRow(lit) {
      if (context.store.getState().run.lit !== lit) patch(context, 'run', { lit });
    },
    async pasteCurl(text) {
      const { pastedCurl } = await import('../curl/pasted-curl.ts');
      const request = selected();
      const pasted = request && pastedCurl(text, request.url);
      if (request === undefined || pasted === undefined) {
        toast(context, { kind: 'not-curl' });
        return false;
      }
      editRequest(request.id, pasted.fields);
      toast(context, { kind: 'curl-pasted', notes: pasted.notes });
      return true;
    },
    async copyCurl() {
      const request = selected();
      if (request === undefined) return;
      if (request.tcp !== null) {
        toast(context, { kind: 'tcp-left-out', count: 1 });
        return;
      }
      const { printCurl } = await import('../curl/print-curl.ts');
      try {
        await context.services.clipboard.write(printCurl(request));
        toast(context, { kind: 'copied' });
      } catch {
        toast(context, { kind: 'clipboard-refused' });
      }
    },
  };
}
