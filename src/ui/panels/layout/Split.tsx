import { type ReactNode, useEffect, useEffectEvent } from 'react';
import {
  Group,
  Panel,
  type PanelProps,
  Separator,
  useDefaultLayout,
  useGroupRef,
  usePanelRef,
} from 'react-resizable-panels';
import { useSelected } from '../../app-context.tsx';

interface SplitPane {
  readonly id: string;
  readonly size: string;
  readonly min: string;
  /** Names the line before it. */
  readonly handle?: string;
  /** Grows to this share, in percent, when it turns up or rises. */
  readonly atLeast?: number | undefined;
  readonly content: ReactNode;
}

interface SplitProps {
  readonly id: string;
  readonly direction: 'horizontal' | 'vertical';
  readonly panes: readonly SplitPane[];
}

/** The panes' first sizes, by their ids. */
const firstSizes = (panes: readonly SplitPane[]) =>
  Object.fromEntries(panes.map(({ id, size }) => [id, Number.parseFloat(size)]));

/** Panes with lines between them that can be dragged, moved by arrow keys and double-clicked; sizes are kept. */
export function Split({ id, direction, panes }: SplitProps) {
  const kept = useDefaultLayout({
    id: `weir.${id}`,
    panelIds: panes.map((pane) => pane.id), // other panes have sizes of their own
    storage: safeStorage,
    onlySaveAfterUserInteractions: true,
  });
  const group = useGroupRef();
  const resets = useSelected(({ view }) => view.layoutResets);
  const reset = useEffectEvent(() => {
    const sizes = firstSizes(panes);
    group.current?.setLayout(sizes);
    kept.onLayoutChanged?.(sizes, { isUserInteraction: true });
  });
  useEffect(() => {
    if (resets > 0) reset();
  }, [resets]);
  return (
    <Group id={id} groupRef={group} orientation={direction} className="workbench" {...kept}>
      {panes.flatMap(({ id: pane, size, min, handle, atLeast, content }) => [
        ...(handle === undefined
          ? []
          : [<Separator key={`${pane}-line`} id={`${pane}-line`} className="separator" aria-label={handle} />]),
        <Grown key={pane} id={pane} defaultSize={size} minSize={min} atLeast={atLeast}>
          {content}
        </Grown>,
      ])}
    </Group>
  );
}

function Grown({ atLeast, ...rest }: PanelProps & { atLeast: number | undefined }) {
  const panel = usePanelRef();
  useEffect(() => {
    const { current } = panel;
    if (current && atLeast !== undefined && current.getSize().asPercentage < atLeast) current.resize(`${atLeast}%`);
  }, [panel, atLeast]);
  return <Panel {...rest} panelRef={panel} />;
}

/** Storage that may be refused: sizes then last as long as the page. */
const safeStorage = {
  getItem: (key: string): string | null => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  setItem: (key: string, value: string): void => {
    try {
      localStorage.setItem(key, value);
    } catch {
      // See above.
    }
  },
};
