import type { Told } from '../failures.ts';
import { Note } from './Note.tsx';

const envoySays = 'Envoy says';

export function ToldNote({ told, tone }: { told: Told; tone: 'changed' | 'removed' }) {
  return (
    <Note tone={tone} title={told.cause}>
      {told.remedy}
      {told.envoy !== undefined && told.envoy.length > 0 && (
        <details className="envoy-words">
          <summary>{envoySays}</summary>
          <pre>{told.envoy.join('\n')}</pre>
        </details>
      )}
    </Note>
  );
}
