import { ChevronDown, ChevronRight, CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { BuildSlice } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { tellCompilerFailure } from '../../failures.ts';
import { ToldNote } from '../../parts/ToldNote.tsx';
import { runProblemsOf } from './run-problems.ts';
import { problemsOf } from './problems.ts';
import { useHints } from './use-hints.ts';
import { words } from './editor.words.ts';

const icons = { error: CircleAlert, warning: TriangleAlert, info: Info };

export function ProblemList() {
  const commands = useCommands();
  const { build, isAsked, marks, result, files } = useSelected((state) => ({
    build: state.build,
    marks: state.editor.marks,
    result: state.run.result,
    files: state.project.current.files,
    isAsked: state.view.isProblemsOpen,
  }));
  const hintFor = useHints();
  const [isClosed, setIsClosed] = useState(false);
  const toggle = () => {
    setIsClosed(isListed);
    commands.setView({ isProblemsOpen: !isListed });
  };
  const problems = problemsOf(build.entries);
  const runProblems = runProblemsOf(marks, result, files);
  const count = problems.length + runProblems.length;
  const failures = Object.values(build.entries).flatMap(({ failure }) => (failure ? [failure] : []));
  const hasErrors = failures.length > 0 || [...problems, ...runProblems].some(({ category }) => category === 'error');
  const isListed = isAsked || (count > 0 && !isClosed);
  return (
    <section className="problems" aria-label={words.problems}>
      <button type="button" className="problems-head" aria-expanded={isListed} onClick={toggle}>
        {isListed ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}
        {hasErrors ? <CircleAlert aria-hidden data-tone="removed" /> : <CircleCheck aria-hidden data-tone="added" />}
        <span>{words.problems}</span>
        <span className="count" data-tone={hasErrors ? 'error' : undefined}>
          {count}
        </span>
        <output className="faint">{sentence(build)}</output>
      </button>
      {failures.map((failure) => (
        <ToldNote key={failure.kind} tone="removed" told={tellCompilerFailure(failure)} />
      ))}
      {isListed && (
        <ul className="scrolls">
          {count === 0 && <li className="no-problems">{words.noProblems}</li>}
          {problems.map(({ file, line, column, code, category, message }, index) => {
            const Icon = icons[category];
            return (
              <li key={index}>
                <button type="button" className="problem" onClick={() => commands.openFile(file, { line, column })}>
                  <Icon aria-label={words.category[category]} data-category={category} />
                  <span className="grows">
                    {message} <span className="faint">{hintFor?.(code, message)}</span>
                  </span>
                  <code>AS{code}</code>
                  <code>{words.place(file, line, column)}</code>
                </button>
              </li>
            );
          })}
          {runProblems.map(({ file, line, column, category, source, told }, index) => {
            const Icon = icons[category];
            return (
              <li key={`run ${index}`}>
                <button
                  type="button"
                  className="problem"
                  title={told.remedy}
                  onClick={() => commands.openFile(file, { line, column })}
                >
                  <Icon aria-label={words.category[category]} data-category={category} />
                  <span className="grows">
                    {told.cause} <span className="faint">{words.atRunTime(source)}</span>
                  </span>
                  <code>{words.place(file, line, column)}</code>
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

function sentence({ status, entries }: BuildSlice): string {
  const all = Object.values(entries);
  if (status === 'building') return words.compiling;
  if (all.some((one) => one.status === 'errors' || one.status === 'failed')) {
    return all.some(({ isStale, size }) => isStale && size > 0) ? words.stale : '';
  }
  if (all.length > 0 && all.every(({ isPrebuilt }) => isPrebuilt)) return words.prebuilt;
  return all.some((one) => one.status === 'built') ? words.compiled : '';
}
