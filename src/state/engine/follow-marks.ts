import { type Context, patch } from '../commands/context.ts';

/** Marks in the sources belong to the run on show. Returns how to stop that. */
export function followMarks(context: Context): () => void {
  return context.store.subscribe(({ run, editor }, before) => {
    const report = run.result?.report;
    if (report === before.run.result?.report) return;
    if (editor.marks.length > 0) patch(context, 'editor', { marks: [] });
    const isTroubled =
      report && (report.refusals.length > 0 || report.failures.length > 0 || report.plugins.some(({ trap }) => trap));
    if (isTroubled) void import('../look/run-marks.ts').then(({ markRun }) => markRun(context));
  });
}
