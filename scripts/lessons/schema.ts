import * as v from 'valibot';
import { runExpectationSchema } from '../../src/lessons/expectation-schema.ts';

const text = v.string();
const words = v.pipe(v.string(), v.minLength(1));
const sentence = v.pipe(v.string(), v.regex(/[.!?]$/));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const pairs = v.array(v.tuple([text, text]));
const language = v.pipe(v.string(), v.regex(/^[a-z]{2}(?:-[A-Z]{2})?$/));

/** `lessons/NAME/workshop.yaml`. */
export const workshopSchema = v.strictObject({
  format: v.literal(1),
  /** Grow it when what was done in the lessons no longer counts. */
  version: v.pipe(count, v.minValue(1)),
  title: words,
  /** What one can do behind it, in a sentence. */
  about: sentence,
  /** The first is the one that plain files are in: lesson.md; others have their own: lesson.uk.md. */
  languages: v.optional(v.pipe(v.array(language), v.minLength(1)), ['en']),
});

/** What stands between `---` at the head of a lesson.md. */
export const frontMatterSchema = v.strictObject({
  title: words,
  about: sentence,
  /** For somebody who has never seen it. */
  minutes: v.pipe(count, v.minValue(1)),
  /** A folder of the workshop whose files the start has besides its own. */
  extends: v.exactOptional(v.pipe(v.string(), v.regex(/^_[a-z0-9-]+$/))),
});
/** Of a translation: what is no text is that of the first language. */
export const translatedFrontMatterSchema = v.pick(frontMatterSchema, ['title', 'about']);

/** `checks.yaml` of a lesson. */
export const lessonChecksSchema = v.pipe(
  v.array(
    v.strictObject({
      /** Number of the task that it belongs to. */
      task: v.pipe(count, v.minValue(1)),
      /** Names of requests, of requests.http or hidden.http, sent in turn through one fresh proxy. */
      send: v.pipe(v.array(words), v.minLength(1)),
      /** In place of the first filter's configuration. */
      configuration: v.exactOptional(text),
      /** One expectation for each request, and what the whole run must look like. */
      expect: runExpectationSchema,
      /** What to say when it fails: a question, or a nudge. By language where there are several. */
      fail: v.union([sentence, v.record(language, sentence)]),
    }),
  ),
  v.minLength(1),
);

/** `wrong.yaml` of a lesson: for each task, what makes of the solution one that lacks just this. */
export const lessonWrongSchema = v.array(
  v.strictObject({
    /** Number of the task that it gets wrong. */
    task: v.pipe(count, v.minValue(1)),
    edits: v.pipe(
      v.array(
        v.strictObject({
          file: v.optional(words, 'filter.ts'),
          /** It is in the file exactly once. */
          find: words,
          replace: text,
        }),
      ),
      v.minLength(1),
    ),
  }),
);
export type LessonWrong = v.InferOutput<typeof lessonWrongSchema>;

const filter = v.strictObject({
  name: words,
  rootId: v.optional(text, ''),
  vmId: v.optional(text, ''),
  configuration: v.optional(text, ''),
  vmConfiguration: v.optional(text, ''),
  failurePolicy: v.optional(v.picklist(['FAIL_CLOSED', 'FAIL_OPEN', 'FAIL_RELOAD']), 'FAIL_CLOSED'),
  allowStopIteration: v.optional(v.boolean(), false),
  /** The file that it begins with. */
  entry: v.optional(words, 'filter.ts'),
});

const reply = v.strictObject({
  /** Answers only requests whose path begins so. */
  prefix: v.optional(text, ''),
  status: v.optional(count, 200),
  headers: v.optional(pairs, []),
  body: v.optional(text, ''),
  delayMs: v.optional(count, 0),
  failure: v.optional(v.picklist(['none', 'reset', 'hang', 'partial']), 'none'),
});

const cluster = v.strictObject({
  name: words,
  /** The n-th request gets the n-th reply, the last one repeats; none: nobody listens. */
  replies: v.array(reply),
});

const route = v.strictObject({ prefix: words, cluster: words });

/** `project.yaml` in start/ or solution/: what differs from one filter named as the lesson and a reflecting upstream. */
export const lessonProjectSchema = v.strictObject({
  filters: v.exactOptional(v.pipe(v.array(filter), v.minLength(1))),
  /** What answers everything that no route leads elsewhere; the reflecting one when absent. */
  upstream: v.exactOptional(
    v.strictObject({ status: v.optional(count, 200), headers: v.optional(pairs, []), body: v.optional(text, '') }),
  ),
  clusters: v.optional(v.array(cluster), []),
  /** By the beginning of the path, before the upstream. */
  routes: v.optional(v.array(route), []),
  workers: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16)), 1),
});
export type LessonProject = v.InferOutput<typeof lessonProjectSchema>;
