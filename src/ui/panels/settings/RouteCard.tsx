import { GripVertical, Trash2 } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { ProjectRoute } from '../../../model/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button, IconButton } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { offerUndo } from '../toasts/offer-undo.ts';
import { NumberField } from './NumberField.tsx';
import { PairGrid } from './PairGrid.tsx';
import { words } from './settings.words.ts';

interface RouteCardProps {
  readonly route: ProjectRoute;
  readonly index: number;
  readonly count: number;
  /** The shown request took it. */
  readonly isTaken: boolean;
  readonly onDragStart: () => void;
}

const HOUR_MS = 3_600_000;

/** One route: what it takes, and what becomes of it. */
export function RouteCard({ route, index, count, isTaken, onDragStart }: RouteCardProps) {
  const commands = useCommands();
  const set = (fields: Partial<ProjectRoute>) => commands.setRoute(index, { ...route, ...fields });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const to = event.key === 'ArrowUp' ? index - 1 : index + 1;
    if (to < 0 || to >= count) return;
    commands.moveRoute(index, to);
    // The keyboard goes with it.
    const list = event.currentTarget.closest('ol');
    requestAnimationFrame(() => list?.children[to]?.querySelector<HTMLElement>('.card-title')?.focus());
  };
  const remove = () => {
    commands.removeRoute(index);
    offerUndo(words.removedRoute, () => commands.undo());
  };
  return (
    <article className="set-card" aria-label={words.route(index + 1)} data-taken={isTaken || undefined}>
      <header draggable onDragStart={onDragStart}>
        <GripVertical className="grip" aria-hidden />
        <button
          type="button"
          className="card-title plain-button"
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          title={words.moveHint}
          onKeyDown={onKeyDown}
        >
          {words.route(index + 1)}
        </button>
        {isTaken && (
          <span className="badge" data-tone="added">
            {words.taken}
          </span>
        )}
        <IconButton small name={words.removeRoute(index + 1)} icon={<Trash2 />} onClick={remove} />
      </header>
      <div className="card-content">
        <div className="settings-pair">
          <Field label={words.match}>
            <select
              className="input"
              value={route.match}
              onChange={(event) => set({ match: event.target.value === 'path' ? 'path' : 'prefix' })}
            >
              <option value="prefix">{words.matches.prefix}</option>
              <option value="path">{words.matches.path}</option>
            </select>
          </Field>
          <Field label={words.routePath}>
            <input
              className="input mono"
              value={route.path}
              spellCheck={false}
              onChange={(event) => set({ path: event.target.value })}
            />
          </Field>
        </div>
        <details open={route.headers.length > 0 || undefined} className="received">
          <summary>
            {words.routeHeaders} {route.headers.length > 0 && <span className="count">{route.headers.length}</span>}
          </summary>
          <PairGrid name={words.routeHeaders} rows={route.headers} onChange={(headers) => set({ headers })} />
        </details>
        <RouteAction action={route.action} onChange={(action) => set({ action })} />
        <Field label={words.routeName}>
          <input
            className="input"
            value={route.name}
            spellCheck={false}
            onChange={(event) => set({ name: event.target.value })}
          />
        </Field>
      </div>
    </article>
  );
}

type Action = ProjectRoute['action'];

function RouteAction({ action, onChange }: { action: Action; onChange: (action: Action) => void }) {
  const commands = useCommands();
  const clusters = useSelected(({ project }) => project.current.clusters.map(({ name }) => name));
  const names = ['upstream', ...clusters];
  const isUnknown = action.kind === 'cluster' && !names.includes(action.cluster);
  return (
    <>
      <div className="settings-pair">
        <Field label={words.action}>
          <select
            className="input"
            value={action.kind}
            onChange={(event) =>
              onChange(
                event.target.value === 'direct'
                  ? { kind: 'direct', status: 200, body: '' }
                  : { kind: 'cluster', cluster: 'upstream', timeoutMs: 5000 },
              )
            }
          >
            <option value="cluster">{words.actions.cluster}</option>
            <option value="direct">{words.actions.direct}</option>
          </select>
        </Field>
        {action.kind === 'cluster' && (
          <>
            <Field label={words.toCluster}>
              <select
                className="input"
                value={action.cluster}
                onChange={(event) => onChange({ ...action, cluster: event.target.value })}
              >
                {(isUnknown ? [action.cluster, ...names] : names).map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
            </Field>
            <NumberField
              label={words.timeout}
              value={action.timeoutMs}
              max={HOUR_MS}
              help={words.timeoutAbout}
              onChange={(timeoutMs) => onChange({ ...action, timeoutMs })}
            />
          </>
        )}
        {action.kind === 'direct' && (
          <NumberField
            label={words.status}
            value={action.status}
            min={100}
            max={599}
            onChange={(status) => onChange({ ...action, status })}
          />
        )}
      </div>
      {isUnknown && (
        <div className="settings-fault">
          <span>{words.unknownCluster(action.cluster)}</span>
          <Button small onClick={() => commands.addCluster(action.cluster)}>
            {words.createCluster(action.cluster)}
          </Button>
        </div>
      )}
      {action.kind === 'direct' && (
        <Field label={words.body}>
          <textarea
            className="input mono"
            rows={2}
            value={action.body}
            spellCheck={false}
            onChange={(event) => onChange({ ...action, body: event.target.value })}
          />
        </Field>
      )}
    </>
  );
}
