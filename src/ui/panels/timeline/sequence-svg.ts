import { withoutControls } from '../../../model/index.ts';
import { hueOf } from '../../parts/hue.ts';
import type { Sequence, SequenceStep } from './sequence.ts';
import { words } from './timeline.words.ts';

/** A node of a drawing: plain data, for the page and for a file. */
export interface SvgNode {
  readonly tag: 'svg' | 'g' | 'line' | 'path' | 'rect' | 'text' | 'title' | 'style';
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (SvgNode | string)[];
  /** Position of the record that it stands for. */
  readonly at?: number;
}

const LEFT = 64;
/** What happens at the last lifeline is written beside it. */
const RIGHT = 220;
const COLUMN = 190;
const TOP = 44;
const STEP = 26;
const HEAD = 26;
const MOST_LABEL = 44;
const MOST_NAME = 22;

const node = (tag: SvgNode['tag'], attributes: SvgNode['attributes'], children: SvgNode['children'] = []): SvgNode => ({
  tag,
  attributes,
  children,
});
const cut = (text: string, most: number): string => {
  const plain = withoutControls(text).replaceAll(/\s+/g, ' ');
  return plain.length > most ? `${plain.slice(0, most - 1)}…` : plain;
};

/** Draws a sequence: a lifeline for each who takes part, an arrow for each step, in time order from top to bottom. */
export function sequenceSvg({ lifelines, steps, more }: Sequence, cursor?: number): SvgNode {
  const width = LEFT + COLUMN * Math.max(1, lifelines.length) + RIGHT;
  const height = TOP + STEP * (steps.length + (more > 0 ? 2 : 1)) + 8;
  const x = (line: number) => LEFT + COLUMN * line + COLUMN / 2;
  const heads = lifelines.flatMap(({ name, filter }, i) => {
    const hue = filter < 0 ? '' : ` hue-${hueOf(filter)}`;
    return [
      node('line', { class: `life${hue}`, x1: x(i), x2: x(i), y1: HEAD + 6, y2: height - 6 }),
      node('g', { class: `head${hue}` }, [
        node('rect', { x: x(i) - 80, y: 6, width: 160, height: HEAD, rx: 4 }),
        node('text', { x: x(i), y: 6 + HEAD / 2 + 4, 'text-anchor': 'middle' }, [
          filter < 0 ? cut(name, MOST_NAME) : cut(`${filter + 1} ${name}`, MOST_NAME),
        ]),
      ]),
    ];
  });
  let last = -1;
  const drawn = steps.map((step, i) => {
    const y = TOP + STEP * i + STEP / 2 + 6;
    const isNewTime = step.ms !== last;
    last = step.ms;
    const filter = lifelines[step.from]?.filter ?? -1;
    const time = isNewTime
      ? [node('text', { class: 'time', x: LEFT - 8, y: y + 4, 'text-anchor': 'end' }, [words.ms(step.ms)])]
      : [];
    const shape =
      step.from === step.to ? point(step, x(step.from), y, filter) : arrow(step, x(step.from), x(step.to), y);
    const chosen = step.at === cursor ? ' chosen' : '';
    return {
      ...node('g', { class: `step ${step.tone}${chosen}` }, [
        node('title', {}, [`${withoutControls(step.label)}, ${words.ms(step.ms)}`]),
        node('rect', { class: 'hit', x: 0, y: y - STEP / 2, width, height: STEP }),
        ...time,
        ...shape,
      ]),
      at: step.at,
    };
  });
  const rest = more > 0 ? [node('text', { class: 'time', x: LEFT + 8, y: height - 14 }, [words.more(more)])] : [];
  return node(
    'svg',
    {
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      class: 'sequence-drawing',
      role: 'img',
      'aria-label': words.sequence,
    },
    [...heads, ...drawn, ...rest],
  );
}

/** Something that happens in one place. */
function point({ label, tone }: SequenceStep, x: number, y: number, filter: number): SvgNode[] {
  const hue = filter < 0 ? '' : ` hue-${hueOf(filter)}`;
  const text = cut(label, MOST_LABEL);
  const isBox = tone === 'plain';
  return [
    node('rect', { class: `work${hue}`, x: x - 4, y: y - 7, width: 8, height: 14, rx: 2 }),
    node('text', { class: isBox ? 'label mono' : 'label', x: x + 10, y: y + 4 }, [text]),
  ];
}

function arrow({ label, isReply }: SequenceStep, from: number, to: number, y: number): SvgNode[] {
  const way = to > from ? 1 : -1;
  const tip = to - way;
  return [
    node('line', { class: isReply ? 'arrow reply' : 'arrow', x1: from, x2: tip - way * 4, y1: y + 4, y2: y + 4 }),
    node('path', { class: 'arrow-tip', d: `M ${tip} ${y + 4} L ${tip - way * 7} ${y} L ${tip - way * 7} ${y + 8} Z` }),
    node('text', { class: 'label', x: (from + to) / 2, y: y - 1, 'text-anchor': 'middle' }, [
      cut(label, Math.max(20, Math.abs(to - from) / 7)),
    ]),
  ];
}

/** The drawing as a file of its own: fonts and colours are inside, for light and for dark. */
export function svgFile(drawing: SvgNode): string {
  const { attributes, children } = drawing;
  const background = node('rect', { class: 'paper', width: '100%', height: '100%' });
  const whole = node('svg', { xmlns: 'http://www.w3.org/2000/svg', ...attributes }, [
    node('style', {}, [STYLE]),
    background,
    ...children,
  ]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svgText(whole)}\n`;
}

export function svgText({ tag, attributes, children }: SvgNode): string {
  const given = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(String(value))}"`);
  const inside = children.map((child) => (typeof child === 'string' ? escaped(child) : svgText(child)));
  return `<${tag}${given.join('')}>${inside.join('')}</${tag}>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** XML knows no other control characters, and no halves of characters. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

const HUES: readonly (readonly [string, string])[] = [
  ['#0064ad', '#6cb6f5'],
  ['#9a5a00', '#f0b341'],
  ['#00734f', '#3fcf9f'],
  ['#a03f7e', '#ef9fd0'],
  ['#b5420b', '#ff9a66'],
  ['#5c6300', '#cfd64a'],
];

interface Colours {
  readonly paper: string;
  readonly text: string;
  readonly soft: string;
  readonly line: string;
  readonly local: string;
  readonly changed: string;
  readonly bad: string;
  readonly hues: readonly string[];
}

const rules = (c: Colours): string =>
  [
    `.paper{fill:${c.paper}}`,
    `text{fill:${c.text};font:12px system-ui,sans-serif}`,
    `.mono{font:11px ui-monospace,Menlo,Consolas,monospace}`,
    `.time{fill:${c.soft};font-size:11px}`,
    `.life{stroke:${c.line};stroke-dasharray:3 3}`,
    `.head rect{fill:${c.paper};stroke:${c.line}}`,
    `.head text{font-weight:600}`,
    `.hit{fill:none}`,
    `.arrow{stroke:${c.text};stroke-width:1.25}`,
    `.reply{stroke-dasharray:5 3}`,
    `.arrow-tip{fill:${c.text}}`,
    `.work{fill:${c.soft}}`,
    `.local .label{fill:${c.local}}.local .work{fill:${c.local}}`,
    `.changed .label{fill:${c.changed}}`,
    `.bad .label{fill:${c.bad}}`,
    ...c.hues.map(
      (hue, i) => `.head.hue-${i} rect{stroke:${hue}}.work.hue-${i}{fill:${hue}}.life.hue-${i}{stroke:${hue}}`,
    ),
  ].join('');

const LIGHT: Colours = {
  paper: '#ffffff',
  text: '#171b1f',
  soft: '#535c66',
  line: '#c9ced4',
  local: '#6a36b8',
  changed: '#8a5400',
  bad: '#b3261e',
  hues: HUES.map(([light]) => light),
};
const DARK: Colours = {
  paper: '#13171a',
  text: '#e7eaec',
  soft: '#a3adb6',
  line: '#3a434a',
  local: '#bd9bff',
  changed: '#e8b04f',
  bad: '#ff8f85',
  hues: HUES.map(([, dark]) => dark),
};

const STYLE = `${rules(LIGHT)}@media (prefers-color-scheme:dark){${rules(DARK)}}`;
