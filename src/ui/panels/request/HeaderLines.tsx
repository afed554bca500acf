import { useState } from 'react';
import type { NamedRequest } from '../../../model/index.ts';
import type { HeaderList } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';
import { HeaderGrid } from './HeaderGrid.tsx';
import { HeaderHelp } from './late-tabs.ts';
import { words } from './request.words.ts';

export function HeaderLines({ request, list }: { request: NamedRequest; list: HeaderList }) {
  const commands = useCommands();
  const { id } = request;
  const [isTyping, setIsTyping] = useState(false);
  return (
    <div onFocus={() => setIsTyping(true)}>
      {isTyping && <HeaderHelp />}
      <HeaderGrid
        name={words[list]}
        rows={request[list]}
        onSet={(index, row) => commands.setHeader(id, list, index, row)}
        onAdd={(row) => commands.addHeader(id, list, row)}
        onRemove={(index) => commands.removeHeader(id, list, index)}
      />
      {list === 'trailers' && <p className="hint faint">{words.trailersHint}</p>}
    </div>
  );
}
