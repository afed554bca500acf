import type { ReactNode } from 'react';
import type { Told } from '../failures.ts';
import { Note } from './Note.tsx';

const envoySays = 'Envoy says';

interface ToldNoteProps {
  readonly told: Told;
  readonly tone: 'changed' | 'removed';
  readonly children?: ReactNode;
}

export function ToldNote({ told, tone, children }: ToldNoteProps) {
  return (
    <Note tone={tone} title={told.cause}>
      {told.remedy}
      {children}
      {told.envoy !== undefined && told.envoy.length > 0 && (
        <details className="envoy-words">
          <summary>{envoySays}</summary>
          <pre>{told.envoy.join('\n')}</pre>
        </details>
      )}
    </Note>
  );
}
