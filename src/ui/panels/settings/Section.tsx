import type { ReactNode } from 'react';

interface SectionProps {
  readonly title: string;
  readonly about?: string;
  readonly children: ReactNode;
}

/** A part of the settings: what it is on one side, its fields on the other. */
export function Section({ title, about, children }: SectionProps) {
  return (
    <section className="settings-section" aria-label={title}>
      <header>
        <h3>{title}</h3>
        {about !== undefined && <p>{about}</p>}
      </header>
      <div className="settings-fields">{children}</div>
    </section>
  );
}

interface ToggleProps {
  readonly label: string;
  readonly about: string;
  /** The switch itself. */
  readonly children: ReactNode;
}

export function Toggle({ label, about, children }: ToggleProps) {
  return (
    <div className="settings-toggle">
      {children}
      <span>
        {label}
        <small>{about}</small>
      </span>
    </div>
  );
}
