import type { NamedRequest } from '../../../model/index.ts';
import { useCommands } from '../../app-context.tsx';
import { words } from './request.words.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'CONNECT'];

export function RequestLine({ request: { id, method, url } }: { request: NamedRequest }) {
  const commands = useCommands();
  const known = methods.includes(method) ? methods : [...methods, method];
  return (
    <div className="request-line">
      <select
        className="method"
        aria-label={words.method}
        value={method}
        onChange={(event) => commands.editRequest(id, { method: event.target.value })}
      >
        {known.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
      <input
        className="url mono"
        aria-label={words.url}
        placeholder={words.urlHint}
        value={url}
        spellCheck={false}
        autoCapitalize="none"
        inputMode="url"
        onChange={(event) => commands.editRequest(id, { url: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void commands.run();
        }}
      />
    </div>
  );
}
