import type { Engine } from '../engine/engine.ts';
import { isWhatRunSends } from '../engine/staleness.ts';
import { requestOfShown } from '../selectors/sent.ts';
import { change } from './change.ts';
import type { Commands } from './commands.ts';
import { type Context, currentProject, patch, toast } from './context.ts';

type CheckCommands = Pick<Commands, 'expectThis' | 'changeClaim' | 'removeClaim' | 'runChecks' | 'saveChecks'>;

/** What the answers to a project's requests must look like. */
export function checkCommands(context: Context, engine: Engine, commands: () => Commands): CheckCommands {
  const edits = () => import('../checks/edit-checks.ts');
  const put = (label: string, checks: ReturnType<typeof currentProject>['checks']): void => {
    if (checks !== currentProject(context).checks) change(context, { label, parts: { checks } });
  };
  return {
    async expectThis(claim, of) {
      const { withExpected } = await edits();
      const project = currentProject(context);
      const { run } = context.store.getState();
      const { result } = run;
      const shown = of ?? (result && result.requests[requestOfShown(result.report, run)]?.id);
      const request = project.requests.find(({ id }) => id === shown)?.id ?? project.selectedRequest;
      put('add a check', withExpected(project, request, claim));
      if (of === undefined) toast(context, { kind: 'check-added' });
      patch(context, 'view', { requestTab: 'checks' });
      // A run reads only the properties that somebody asks for.
      if (claim.subject === 'properties' && result !== undefined && isWhatRunSends(context.store.getState()))
        await engine.run();
    },
    async changeClaim(check, position, claim) {
      const { withChanged } = await edits();
      put('change a check', withChanged(currentProject(context).checks, check, position, claim));
    },
    async removeClaim(check, position) {
      const { withoutClaim } = await edits();
      put('remove a check', withoutClaim(currentProject(context).checks, check, position));
    },
    async runChecks() {
      const { runAllChecks } = await import('../checks/run-checks.ts');
      return runAllChecks(context, engine);
    },
    async saveChecks() {
      const loaded = await commands().loadExports();
      if (loaded.kind === 'failed') {
        toast(context, { kind: 'export-failed', reason: loaded.reason });
        return;
      }
      const project = currentProject(context);
      const text = loaded.table.checksFile(project);
      const name = `${project.name.trim() || 'checks'}.checks.yaml`;
      commands().handOut({ name, type: 'application/yaml', bytes: new TextEncoder().encode(text) });
    },
  };
}
