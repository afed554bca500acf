import type { CodeAct, Lesson, LessonPane, LoadedLesson } from '../../lessons/workshop/index.ts';
import type { Project } from '../../model/index.ts';
import { change } from '../commands/change.ts';
import type { Commands } from '../commands/commands.ts';
import { type Context, currentProject, patch, toast } from '../commands/context.ts';
import { isDeleted } from '../saved/save-rule.ts';
import { parseSavedProject } from '../saved/saved-project.ts';
import { sourcesHash } from '../sha256.ts';
import type { OpenLesson } from '../slices/lesson.ts';
import { judgeLesson } from './judge-lesson.ts';
import { beginningOf, isLessonProject, lessonOf, lessonProjectId } from './lesson-id.ts';
import { keepHints, keepProgress, keptHints, keptProgress } from './progress.ts';
import { putCode } from './put-code.ts';
import { rowOfFailure } from './row-of-failure.ts';
import { viewOfPane } from './view-of-pane.ts';

/** The verbs of lessons. */
export interface Tutor {
  /** Shows the list of workshops. */
  list(): Promise<void>;
  /** Opens a lesson where it was left, otherwise its start; without a lesson the first that is not passed. */
  open(workshop: string, lesson?: string): Promise<void>;
  /** Another project is open: shows its lesson, or none. */
  follow(): Promise<void>;
  moreHints(task: number): void;
  /** Back to the start. What was there can be had back. */
  reset(): Promise<void>;
  /** Puts our solution in the place of what is there, which can be had back. */
  solve(): Promise<void>;
  /** Goes on to the lesson behind this one, passed or not: it begins with a filter that works. */
  goOn(): Promise<void>;
  /** Sends the request that a task failed by, and shows the row where it went wrong. */
  showFailure(task: number): Promise<void>;
  /** Sends one of the lesson's requests. */
  send(name: string): Promise<void>;
  /** Puts a piece of the prose's code into its file; onto the clipboard when its place is not there any more. */
  put(code: string, act: Extract<CodeAct, { kind: 'put' }>): Promise<void>;
  show(pane: LessonPane): void;
  /** The address that opens a lesson. */
  linkTo(lesson: Lesson): string;
}

const tutors = new WeakMap<Context, Tutor>();

export function tutorOf(context: Context, commands: Commands): Tutor {
  const known = tutors.get(context) ?? makeTutor(context, commands);
  tutors.set(context, known);
  return known;
}

function makeTutor(context: Context, commands: Commands): Tutor {
  const { store, services, artifacts } = context;
  const shelf = services.lessons();
  const runner = services.judge();
  let loaded: LoadedLesson | undefined;
  let judging = 0;
  let following: { readonly id: string; readonly end: Promise<void> } | undefined;

  const current = (): OpenLesson | undefined => store.getState().lesson.open;
  const patchOpen = (fields: Partial<OpenLesson>): void => {
    const open = current();
    if (open) patch(context, 'lesson', { open: { ...open, ...fields } });
  };

  const showHints = (next: (hints: readonly number[]) => readonly number[]): void => {
    const open = current();
    if (open === undefined) return;
    const hints = next(open.hints);
    patchOpen({ hints });
    keepHints(services.notes, open.id, hints);
  };

  const judge = async (): Promise<void> => {
    const open = current();
    const project = currentProject(context);
    if (open === undefined || open.id !== project.id) return;
    const turn = ++judging;
    const isWanted = () => turn === judging && current()?.id === open.id;
    const tasks = await judgeLesson({ lesson: open.lesson, project, artifacts, runner, isWanted });
    if (tasks === undefined) return;
    patchOpen({ tasks, judged: open.judged + 1 });
    if (tasks.every(({ kind }) => kind === 'passed')) pass(open, project);
  };

  const pass = ({ id, lesson }: OpenLesson, { files }: Project): void => {
    const before = store.getState().lesson.progress[id];
    const now = sourcesHash(files) === sourcesHash(lesson.solution.files) ? 'solved' : 'passed';
    if (before !== 'passed' && before !== now)
      patch(context, 'lesson', { progress: keepProgress(services.notes, id, now) });
  };

  /** Puts a project of the lesson in the place of what is there; what was compiled of it beforehand serves. */
  const replace = async (label: string, { files, ...target }: Project, parts: readonly (keyof Project)[]) => {
    const hash = sourcesHash(files);
    for (const { entry, sources, ...built } of (await loaded?.prebuilt()) ?? [])
      if (sources === hash) artifacts.built.set(entry, { ...built, sources: files, diagnostics: [] });
    const gone = Object.keys(currentProject(context).files).filter((path) => files[path] === undefined);
    change(context, {
      label,
      parts: Object.fromEntries(Object.entries(target).filter(([part]) => parts.some((one) => one === part))),
      files: { ...Object.fromEntries(gone.map((path) => [path, undefined])), ...files },
    });
    await commands.run();
  };

  const entriesOf = async (workshop: string) => (await shelf).workshops.find(({ id }) => id === workshop);

  const open = async (workshop: string, lesson?: string): Promise<void> => {
    const outline = await entriesOf(workshop);
    if (outline === undefined) return;
    const progress = keptProgress(services.notes);
    const idOf = (id: string) => lessonProjectId({ workshop, version: outline.version, id });
    const isDone = (id: string) => progress[idOf(id)] === 'passed' || progress[idOf(id)] === 'solved';
    const [first] = outline.lessons;
    const next = outline.lessons.find(({ id }) => (lesson === undefined ? !isDone(id) : id === lesson)) ?? first;
    if (next === undefined) return;
    commands.setView({ dialog: undefined });
    await commands.saveNow();
    const kept: unknown = await services.storage.loadProject(idOf(next.id)).catch(() => undefined);
    const isKept = !isDeleted(kept) && parseSavedProject(kept) !== undefined;
    await (isKept ? commands.openKept(idOf(next.id)) : commands.loadExample(beginningOf(workshop, next.id)));
    await follow();
  };

  /** Two who ask at the same time wait for the same. */
  const follow = (): Promise<void> => {
    const { id } = currentProject(context);
    if (following?.id !== id) {
      const end = followTo(id).finally(() => {
        if (following?.end === end) following = undefined;
      });
      following = { id, end };
    }
    return following.end;
  };

  const followTo = async (id: string): Promise<void> => {
    const named = isLessonProject(id) ? lessonOf(store.getState().project.example) : undefined;
    if (current()?.id === id) return;
    judging++;
    patch(context, 'lesson', { open: undefined });
    if (store.getState().view.pane === 'lesson') commands.setView({ pane: 'result' });
    if (named === undefined) return;
    const lessons = await shelf;
    const found = await lessons.load(...named);
    if (found === undefined || currentProject(context).id !== id) return;
    loaded = found;
    const { lesson, pictures } = found;
    const language = languageOf(lesson);
    const before = keptProgress(services.notes);
    // What was passed is passed until it has been judged anew.
    const kind = before[id] === 'passed' || before[id] === 'solved' ? 'passed' : 'unknown';
    const tasks = (lesson.texts[language]?.tasks ?? []).map(() => ({ kind }) as const);
    const progress = before[id] === undefined ? keepProgress(services.notes, id, 'started') : before;
    const shown = keptHints(services.notes, id);
    const hints = tasks.map((_, i) => shown[i] ?? 0);
    const opened: OpenLesson = { id, lesson, pictures, language, tasks, hints, judged: 0 };
    patch(context, 'lesson', { open: opened, workshops: lessons.workshops, progress });
    commands.setView({ pane: 'lesson' });
    void judgeResult();
  };

  /** A result that belongs to what is on screen is judged. */
  const judgeResult = async (): Promise<void> => {
    const { run, project } = store.getState();
    if (run.result && !run.isStale && !run.isRunning && run.result.project.id === project.current.id) await judge();
  };
  store.subscribe(({ run, view }, before) => {
    if (current() === undefined) return;
    const { result, isStale, isRunning } = before.run;
    if (run.result !== result || run.isStale !== isStale || run.isRunning !== isRunning) void judgeResult();
    // Where there is room for both, one of them stands in the place of the other.
    const isAsked = view.pane !== before.view.pane && (view.pane === 'chain' || view.pane === 'lesson');
    if (isAsked) patch(context, 'lesson', { isProseHidden: view.pane === 'chain' });
  });

  return {
    async list() {
      patch(context, 'lesson', { workshops: (await shelf).workshops, progress: keptProgress(services.notes) });
      commands.setView({ dialog: 'lessons' });
    },
    open,
    follow,
    moreHints(task) {
      showHints((hints) => hints.map((count, i) => (i === task - 1 ? count + 1 : count)));
    },
    async reset() {
      const lesson = current()?.lesson;
      if (lesson === undefined) return;
      showHints((hints) => hints.map(() => 0));
      await replace('start the lesson again', lesson.start, [
        ...surroundings,
        'filters',
        'requests',
        'selectedRequest',
      ]);
    },
    async solve() {
      const opened = current();
      if (opened === undefined) return;
      await replace('show the solution', opened.lesson.solution, [...surroundings, 'filters']);
    },
    async goOn() {
      const lesson = current()?.lesson;
      const lessons = (lesson && (await entriesOf(lesson.workshop))?.lessons) ?? [];
      const next = lessons[lessons.findIndex(({ id }) => id === lesson?.id) + 1];
      if (lesson && next) await open(lesson.workshop, next.id);
    },
    async showFailure(task) {
      const state = current()?.tasks[task - 1];
      if (state?.kind !== 'failed' || !state.failed.isShowable) return;
      await send(state.failed.request?.name ?? '');
      const { result } = store.getState().run;
      const [finding] = state.failed.findings;
      if (result && finding) commands.showRow(rowOfFailure(finding, result.report));
    },
    send,
    async put(code, act) {
      const text = currentProject(context).files[act.file];
      const put = text === undefined ? undefined : putCode(text, code, act);
      if (put === undefined) {
        await commands.copyText(code);
        return;
      }
      commands.editFile(act.file, put.text);
      commands.openFile(act.file, { line: put.line, column: 1, toLine: put.toLine });
      commands.setView({ pane: 'code' });
    },
    show(pane) {
      const openFilter = pane === 'chain' && { openFilter: currentProject(context).filters[0]?.id };
      commands.setView({ ...viewOfPane(pane), ...openFilter });
    },
    linkTo: ({ workshop, id }) => `${services.address.base}?lesson=${workshop}/${id}`,
  };

  async function send(name: string): Promise<void> {
    const { requests } = currentProject(context);
    const request = requests.find((one) => one.name === name);
    if (request === undefined) {
      toast(context, { kind: 'request-gone', name });
      return;
    }
    commands.selectRequest(request.id);
    commands.setView({ pane: 'result' });
    await commands.run();
  }
}

/** What stands around the filters. */
const surroundings = ['upstream', 'clusters', 'routes', 'workers'] as const satisfies readonly (keyof Project)[];

/** Of the languages that a lesson has, the one that its reader likes best. */
function languageOf({ texts }: Lesson): string {
  const wanted = globalThis.navigator?.languages ?? [];
  const known = Object.keys(texts);
  const liked = wanted.flatMap((one) => [one, one.slice(0, 2)]).find((one) => known.includes(one));
  return liked ?? known[0] ?? 'en';
}
