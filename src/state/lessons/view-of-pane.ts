import type { LessonPane } from '../../lessons/workshop/index.ts';
import type { ViewSlice } from '../slices/view.ts';

/** What the page shows when prose points at a part of it. */
export function viewOfPane(pane: LessonPane): Partial<ViewSlice> {
  switch (pane) {
    case 'chain':
    case 'code':
    case 'request':
      return { pane };
    case 'headers':
    case 'body':
    case 'logs':
    case 'upstream':
    case 'warnings':
      return { pane: 'result', resultTab: pane };
    case 'console':
    case 'timeline':
    case 'properties':
    case 'shared-data':
    case 'metrics':
    case 'clock':
      return { pane: 'dock', dockTab: pane };
  }
}
