import * as v from 'valibot';
import { fields, number, row, text, word } from './shape.ts';

// A position in these lists means the same for ever: new ones go to the end.
export const resultTabs = ['headers', 'body', 'logs', 'upstream', 'warnings'] as const;
const requestTabs = ['headers', 'body', 'trailers', 'upstream', 'query', 'options', 'checks'] as const;

/** What a link may say about the page besides the project. Nothing else is taken from it. */
export interface LinkView {
  /** The file on show; empty: whichever. */
  readonly file: string;
  /** The lines of it that are meant, from 1; 0: none. */
  readonly lines: { readonly from: number; readonly to: number };
  readonly resultTab: (typeof resultTabs)[number];
  readonly requestTab: (typeof requestTabs)[number];
}

export const plainView: LinkView = {
  file: '',
  lines: { from: 0, to: 0 },
  resultTab: 'headers',
  requestTab: 'headers',
};

export const viewShape = fields<LinkView>({
  file: { key: 'f', shape: text, or: plainView.file },
  lines: {
    key: 'l',
    shape: row<LinkView['lines']>({ from: { key: '', shape: number }, to: { key: '', shape: number } }),
    or: plainView.lines,
  },
  resultTab: { key: 'r', shape: word(resultTabs), or: plainView.resultTab },
  requestTab: { key: 'q', shape: word(requestTabs), or: plainView.requestTab },
});

const line = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e6));
export const viewSchema = v.strictObject({
  file: v.pipe(v.string(), v.maxLength(128)),
  lines: v.strictObject({ from: line, to: line }),
  resultTab: v.picklist(resultTabs),
  requestTab: v.picklist(requestTabs),
});

interface OnShow {
  readonly file: string;
  readonly resultTab: string;
  readonly requestTab: string;
}

/** The part of what is on show that a link may tell. */
export function viewOf({ file, resultTab, requestTab }: OnShow): LinkView {
  return {
    ...plainView,
    file,
    resultTab: resultTabs.find((tab) => tab === resultTab) ?? plainView.resultTab,
    requestTab: requestTabs.find((tab) => tab === requestTab) ?? plainView.requestTab,
  };
}
