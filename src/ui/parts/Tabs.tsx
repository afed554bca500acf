import { Tabs as Radix } from 'radix-ui';
import { type FocusEvent, type ReactNode, useEffect, useRef } from 'react';

interface TabSpec<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly count?: number | undefined;
  readonly tone?: 'error' | 'warning';
  readonly content: ReactNode;
}

interface TabsProps<Id extends string> {
  readonly name: string;
  readonly tabs: readonly TabSpec<Id>[];
  readonly active: Id;
  readonly onChange: (id: Id) => void;
  /** Stands at the end of the row of tabs. */
  readonly aside?: ReactNode;
}

/** Arrows choose the tab they go to. Focus that comes from elsewhere, say back from a closed window, chooses nothing. */
function keepChoice(event: FocusEvent<HTMLElement>) {
  const { relatedTarget, currentTarget } = event;
  const isFromBeside = relatedTarget instanceof Node && currentTarget.parentElement?.contains(relatedTarget) === true;
  if (!isFromBeside) event.preventDefault();
}

export function Tabs<Id extends string>({ name, tabs, active, onChange, aside }: TabsProps<Id>) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Whoever chose it, it is to be seen where there is no room for all.
    const row = list.current?.parentElement;
    const tab = row?.querySelector('[data-state="active"]');
    if (!row || !tab) return;
    // By itself: the browser would scroll what is around it, too.
    const [shown, own] = [row.getBoundingClientRect(), tab.getBoundingClientRect()];
    row.scrollLeft += Math.min(0, own.left - shown.left) + Math.max(0, own.right - shown.right);
  }, [active]);
  const choose = (id: string) => {
    const tab = tabs.find((one) => one.id === id);
    if (tab) onChange(tab.id);
  };
  return (
    <Radix.Root className="tab-area" value={active} onValueChange={choose}>
      <div className="tabs">
        <Radix.List ref={list} aria-label={name} className="tab-list">
          {tabs.map(({ id, label, count, tone }) => (
            <Radix.Trigger key={id} value={id} className="tab" onFocus={keepChoice}>
              {label}
              {count !== undefined && count > 0 && (
                <span className="count" data-tone={tone}>
                  {count}
                </span>
              )}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {aside !== undefined && <div className="tab-aside">{aside}</div>}
      </div>
      {tabs.map(({ id, content }) => (
        <Radix.Content key={id} value={id} className="tab-content scrolls">
          {content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
