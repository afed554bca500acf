import type { LoadedExample } from '../index.ts';
import type { Lesson, Workshop } from './lesson.ts';

/** What the build of the site makes of a lesson's folder (scripts/vite/lessons.ts). */
interface BuiltLesson {
  readonly lesson: Lesson;
  /** Of the start and of the solution. */
  readonly modules: readonly (Pick<PrebuiltModule, 'entry' | 'sources'> & {
    readonly url: string;
    readonly mapUrl: string;
  })[];
  /** Addresses by name. */
  readonly pictures: Readonly<Record<string, string>>;
}

export interface LoadedLesson {
  readonly lesson: Lesson;
  /** Addresses of the pictures in its prose, by name. */
  readonly pictures: Readonly<Record<string, string>>;
  /** Made of the sources of its start and of its solution beforehand. */
  prebuilt(): Promise<readonly PrebuiltModule[]>;
}

type Wasm = Uint8Array<ArrayBuffer>;
type PrebuiltModule = LoadedExample['prebuilt'][number];

export interface LessonShelf {
  readonly workshops: readonly Workshop[];
  /** Undefined: there is no such lesson. */
  load(workshop: string, lesson: string): Promise<LoadedLesson | undefined>;
}

const outlines = import.meta.glob<Workshop>('../../../lessons/*/workshop.yaml', {
  query: '?workshop',
  import: 'default',
  eager: true,
});
const lessons = import.meta.glob<BuiltLesson>('../../../lessons/*/*/lesson.md', {
  query: '?lesson',
  import: 'default',
});

/** The workshops of this page. A lesson is fetched when it is opened. */
export function lessonShelf(fetchBytes: (url: string) => Promise<Wasm>): LessonShelf {
  return {
    workshops: Object.values(outlines),
    async load(workshop, lesson) {
      const ending = new RegExp(`/${workshop}/\\d\\d-${lesson}/lesson\\.md$`);
      const found = Object.entries(lessons).find(([path]) => ending.test(path));
      if (!/^[a-z0-9-]+$/.test(workshop + lesson) || found === undefined) return undefined;
      const { modules, ...built } = await found[1]();
      return {
        ...built,
        prebuilt: () =>
          Promise.all(
            modules.map(async ({ url, mapUrl, ...rest }) => ({
              ...rest,
              wasm: await fetchBytes(url),
              loadMap: async () => new TextDecoder().decode(await fetchBytes(mapUrl)),
            })),
          ),
      };
    },
  };
}
