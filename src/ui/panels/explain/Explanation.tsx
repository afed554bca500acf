import { BookOpen, GraduationCap, ListTree, Wrench } from 'lucide-react';
import type { ReactNode } from 'react';
import { useCommands, useSelected } from '../../app-context.tsx';
import type { Fix, Told } from '../../failures.ts';
import { Button } from '../../parts/Button.tsx';
import { ToldNote } from '../../parts/ToldNote.tsx';
import { explanationAt } from './explanation-at.ts';
import { words } from './explain.words.ts';
import './explain.css';

interface ExplanationProps {
  readonly told: Told;
  readonly tone: 'changed' | 'removed';
  /** Where in the trace it happened. */
  readonly at?: number | undefined;
  readonly children?: ReactNode;
}

/** Cause, remedy, and the ways on from there: the record, the reference, the lesson. */
export function Explanation({ told, tone, at, children }: ExplanationProps) {
  const commands = useCommands();
  const mend = useMend();
  const { reference, lesson, fixes = [], places = [] } = told;
  const all = [...(at === undefined ? [] : [{ label: words.place, at }]), ...places];
  return (
    <ToldNote told={told} tone={tone}>
      {children}
      {(all.length + fixes.length > 0 || reference !== undefined || lesson !== undefined) && (
        <div className="explain-ways">
          {fixes.map((fix) => (
            <Button key={words.fix(fix)} small onClick={() => mend(fix)}>
              <Wrench aria-hidden />
              {words.fix(fix)}
            </Button>
          ))}
          {all.map((place) => (
            <Button
              key={place.label}
              small
              look="quiet"
              onPointerEnter={() => commands.lightRow(place.at)}
              onPointerLeave={() => commands.lightRow(undefined)}
              onClick={() => commands.showRow(place.at)}
            >
              <ListTree aria-hidden />
              {place.label}
            </Button>
          ))}
          {reference !== undefined && (
            <Button small look="quiet" onClick={() => commands.setView({ dialog: 'reference', reference })}>
              <BookOpen aria-hidden />
              {words.reference(reference)}
            </Button>
          )}
          {lesson !== undefined && (
            <a className="explain-lesson" href={words.lessonLink(lesson)} target="_blank" rel="noopener">
              <GraduationCap aria-hidden />
              {words.lessons[lesson]}
            </a>
          )}
        </div>
      )}
    </ToldNote>
  );
}

/** Carries a fix out, and runs again. */
function useMend(): (fix: Fix) => void {
  const commands = useCommands();
  const filters = useSelected(({ run }) => run.result?.filters);
  return (fix) => {
    if (fix.kind === 'add-cluster') commands.addCluster(fix.name);
    else {
      const filter = filters?.[fix.filter];
      if (filter !== undefined) commands.setFilter(filter.id, { rootId: fix.rootId });
    }
    void commands.run();
  };
}

/** The explanation of one record of the run on show, where there is one. */
export function ExplanationAt({ at }: { at: number }) {
  const report = useSelected(({ run }) => run.result?.report);
  const told = report && explanationAt(report, at);
  return told ? <Explanation told={told} tone="changed" /> : null;
}
