import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

type Tone = 'plain' | 'changed' | 'removed';

const icons = { plain: Info, changed: TriangleAlert, removed: CircleAlert };

interface NoteProps {
  readonly tone?: Tone;
  readonly title?: string;
  readonly children?: ReactNode;
}

export function Note({ tone = 'plain', title, children }: NoteProps) {
  const Icon = icons[tone];
  return (
    <div className="note" data-tone={tone}>
      <Icon aria-hidden />
      <div className="grows">
        {title !== undefined && <strong>{title}</strong>} {children}
      </div>
    </div>
  );
}
