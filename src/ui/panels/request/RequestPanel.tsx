import { ClipboardCopy, Plus } from 'lucide-react';
import type { ClipboardEvent } from 'react';
import type { NamedRequest } from '../../../model/index.ts';
import type { HeaderList } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button, IconButton } from '../../parts/Button.tsx';
import { Pane } from '../../parts/Pane.tsx';
import { Tabs } from '../../parts/Tabs.tsx';
import { BodyEditor } from './BodyEditor.tsx';
import { HeaderGrid } from './HeaderGrid.tsx';
import { RequestLine } from './RequestLine.tsx';
import { RequestPicker } from './RequestPicker.tsx';
import { UpstreamEditor } from './UpstreamEditor.tsx';
import { words } from './request.words.ts';
import './request.css';

export function RequestPanel() {
  const commands = useCommands();
  const { requests, selected, upstream, tab } = useSelected(({ project: { current }, view }) => ({
    requests: current.requests,
    selected: current.requests.find(({ id }) => id === current.selectedRequest),
    upstream: current.upstream,
    tab: view.requestTab,
  }));
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    if (/^\s*\$?\s*curl\s/.test(text) && commands.pasteCurl(text)) event.preventDefault();
  };
  const actions = (
    <>
      <IconButton small name={words.add} icon={<Plus />} onClick={() => commands.addRequest()} />
      <IconButton small name={words.copyCurl} icon={<ClipboardCopy />} onClick={() => void commands.copyCurl()} />
    </>
  );
  return (
    <div className="request-area" onPaste={onPaste}>
      <Pane title={words.title} head={<RequestPicker requests={requests} selected={selected} />} actions={actions}>
        {selected === undefined ? (
          <p className="empty">
            {words.none} <Button onClick={() => commands.addRequest()}>{words.add}</Button>
          </p>
        ) : (
          <>
            <RequestLine request={selected} />
            <Tabs
              name={words.parts}
              active={tab}
              onChange={(requestTab) => commands.setView({ requestTab })}
              aside={<span className="faint paste-hint">{words.pasteHint}</span>}
              tabs={[
                {
                  id: 'headers',
                  label: words.headers,
                  count: sentCount(selected.headers),
                  content: <Lines request={selected} list="headers" />,
                },
                {
                  id: 'body',
                  label: words.body,
                  count: selected.body === '' ? 0 : selected.splits.length + 1,
                  content: <BodyEditor request={selected} onChange={(to) => commands.editRequest(selected.id, to)} />,
                },
                {
                  id: 'trailers',
                  label: words.trailers,
                  count: sentCount(selected.trailers),
                  content: <Lines request={selected} list="trailers" />,
                },
                {
                  id: 'upstream',
                  label: words.upstream,
                  content: <UpstreamEditor upstream={upstream} onChange={(to) => commands.setUpstream(to)} />,
                },
              ]}
            />
          </>
        )}
      </Pane>
    </div>
  );
}

const sentCount = (rows: NamedRequest['headers']) => rows.filter(({ enabled, name }) => enabled && name !== '').length;

function Lines({ request, list }: { request: NamedRequest; list: HeaderList }) {
  const commands = useCommands();
  const { id } = request;
  return (
    <>
      <HeaderGrid
        name={words[list]}
        rows={request[list]}
        onSet={(index, row) => commands.setHeader(id, list, index, row)}
        onAdd={(row) => commands.addHeader(id, list, row)}
        onRemove={(index) => commands.removeHeader(id, list, index)}
      />
      {list === 'trailers' && <p className="hint faint">{words.trailersHint}</p>}
    </>
  );
}
