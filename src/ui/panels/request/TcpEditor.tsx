import { Suspense } from 'react';
import { type NamedRequest, newTcpTalk, type TcpTalk } from '../../../model/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { Note } from '../../parts/Note.tsx';
import { Switch } from '../../parts/Switch.tsx';
import { Tabs } from '../../parts/Tabs.tsx';
import { expectedOf } from './expected-of.ts';
import { ChecksTab } from './late-tabs.ts';
import { words as requestWords } from './request.words.ts';
import { TcpSteps } from './TcpSteps.tsx';
import { WaitField } from './WaitField.tsx';
import { tcpWords as words } from './tcp.words.ts';
import './tcp.css';

export interface TcpEditorProps {
  readonly request: NamedRequest;
  readonly talk: TcpTalk;
}

/** A TCP connection: what is said over it, and what is expected of it. */
export function TcpEditor({ request, talk }: TcpEditorProps) {
  const commands = useCommands();
  const { tab, expected, failing } = useSelected((state) => ({
    tab: state.view.requestTab === 'checks' ? ('checks' as const) : ('body' as const),
    ...expectedOf(state, request.id),
  }));
  return (
    <Tabs
      name={requestWords.parts}
      active={tab}
      onChange={(requestTab) => commands.setView({ requestTab })}
      tabs={[
        { id: 'body', label: words.talk, content: <Talk request={request} talk={talk} /> },
        {
          id: 'checks',
          label: requestWords.checks,
          count: failing > 0 ? failing : expected,
          ...(failing > 0 && { tone: 'error' as const }),
          content: (
            <Suspense fallback={<div className="loading" />}>
              <ChecksTab request={request.id} />
            </Suspense>
          ),
        },
      ]}
    />
  );
}

/** What is said: by the client, and by the service behind the network filters. */
function Talk({ request: { id, waitMs }, talk }: TcpEditorProps) {
  const commands = useCommands();
  const { filters, enabled } = useSelected(({ project: { current } }) => ({
    filters: current.networkFilters.length,
    enabled: current.networkFilters.filter((one) => one.enabled).length,
  }));
  const set = (parts: Partial<TcpTalk>) => commands.editRequest(id, { tcp: { ...talk, ...parts } });
  const { client, upstream } = talk;
  return (
    <div className="tcp-editor">
      {enabled === 0 && (
        <Note tone="changed">
          {filters === 0 ? words.noFilter : words.filterOff}{' '}
          {filters === 0 && (
            <Button small onClick={() => commands.addFilter('new-source', 'networkFilters')}>
              {words.addFilter}
            </Button>
          )}
        </Note>
      )}
      <div className="tcp-ends">
        <section aria-label={words.client}>
          <h3>{words.client}</h3>
          <TcpSteps end="client" acts={client} onChange={(acts) => set({ client: acts })} />
        </section>
        <section aria-label={words.upstream}>
          <h3>
            {words.upstream}
            <Switch
              name={words.upstreamListens}
              isOn={upstream !== null}
              onChange={() => set({ upstream: upstream === null ? newTcpTalk.upstream : null })}
            />
          </h3>
          {upstream === null ? (
            <p className="hint soft">{words.refused}</p>
          ) : (
            <TcpSteps end="upstream" acts={upstream} onChange={(acts) => set({ upstream: acts })} />
          )}
        </section>
      </div>
      <WaitField waitMs={waitMs} onChange={(to) => commands.editRequest(id, { waitMs: to })} />
    </div>
  );
}
