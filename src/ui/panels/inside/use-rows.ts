import { type KeyboardEvent, useState } from 'react';

/** Rows of which one is open, by click or by the arrow keys: what each row of a table needs for that. */
export function useRows<Id extends string | number>(ids: readonly Id[]) {
  const [wanted, setWanted] = useState<Id>();
  const open = wanted !== undefined && ids.includes(wanted) ? wanted : ids[0];
  const move = (event: KeyboardEvent<HTMLElement>, id: Id) => {
    const at = ids.indexOf(id);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: ids.length - 1 }[event.key];
    if (to === undefined) return;
    const next = ids[to];
    event.preventDefault();
    if (next === undefined) return;
    setWanted(next);
    const table = event.currentTarget.closest('table');
    table?.querySelectorAll<HTMLElement>('[data-row]')[to]?.focus();
  };
  const row = (id: Id) => ({
    'data-row': true,
    className: 'row-name-button',
    'aria-current': id === open ? ('true' as const) : undefined,
    tabIndex: id === open ? 0 : -1,
    onClick: () => setWanted(id),
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => move(event, id),
  });
  return { open, row, choose: setWanted };
}
