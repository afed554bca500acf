import MarkdownIt, { type Token } from 'markdown-it';
import { type Block, type CodeAct, type Inline, lessonPanes } from '../../src/lessons/workshop/lesson.ts';
import { highlighted, languagesOfCode } from './highlight.ts';

/** HTML is read as such, so that it can be refused. */
const reader = new MarkdownIt('commonmark', { html: true });
reader.validateLink = () => true; // where links may lead is decided below
reader.normalizeLink = (link) => link;

export type Tell = (problem: string) => void;

/** Prose in the part of Markdown that a lesson may use. What else is in it is told, and left out. */
export function proseOf(markdown: string, tell: Tell): Block[] {
  return new Prose(tell).blocks(reader.parse(markdown, {}));
}

class Prose {
  readonly #tell: Tell;

  constructor(tell: Tell) {
    this.#tell = tell;
  }

  blocks(tokens: readonly Token[]): Block[] {
    const blocks: Block[] = [];
    for (let at = 0; at < tokens.length;) {
      const token = tokens[at];
      if (token === undefined) break;
      const end = token.nesting === 1 ? closing(tokens, at) : at;
      const block = this.#block(token, tokens.slice(at + 1, end));
      if (block) blocks.push(block);
      at = end + 1;
    }
    return blocks;
  }

  #block(token: Token, inside: readonly Token[]): Block | undefined {
    switch (token.type) {
      case 'paragraph_open':
        return this.#paragraph(inside[0]);
      case 'heading_open':
        return { kind: 'heading', content: this.#inlines(inside[0]) };
      case 'bullet_list_open':
      case 'ordered_list_open':
        return { kind: 'list', isOrdered: token.type === 'ordered_list_open', items: this.items(inside) };
      case 'blockquote_open':
        return { kind: 'note', content: this.blocks(inside) };
      case 'fence':
        return this.#code(token);
      default:
        this.#tell(`${placeOf(token)}${nameOf(token.type)} cannot stand in a lesson`);
        return undefined;
    }
  }

  items(inside: readonly Token[]): Block[][] {
    const items: Block[][] = [];
    for (let at = 0; at < inside.length;) {
      const end = closing(inside, at);
      items.push(this.blocks(inside.slice(at + 1, end)));
      at = end + 1;
    }
    return items;
  }

  #paragraph(token: Token | undefined): Block {
    const [first, second] = token?.children ?? [];
    if (first?.type !== 'image' || second !== undefined) return { kind: 'paragraph', content: this.#inlines(token) };
    const source = attribute(first, 'src');
    if (!/^[\w-]+\.(?:svg|png)$/.test(source)) this.#tell(`the picture ${source} is no .svg or .png beside the lesson`);
    if (first.content === '') this.#tell(`the picture ${source} has no text that says what is on it`);
    return { kind: 'image', source, text: first.content };
  }

  #code({ info, content }: Token): Block {
    const [, language = '', rest = ''] = /^(\S*)\s*(.*)$/.exec(info.trim()) ?? [];
    if (!languagesOfCode.includes(language)) this.#tell(`code in ${language} is not coloured here`);
    const act = this.#act(rest);
    return { kind: 'code', language, lines: highlighted(content, language), ...(act && { act }) };
  }

  #act(words: string): CodeAct | undefined {
    if (words === '') return undefined;
    if (words === 'run') return { kind: 'type' };
    const [, file = '', where, line = ''] = /^put (\S+) (after|before|instead of) "([^"]+)"$/.exec(words) ?? [];
    if (where === 'after' || where === 'before' || where === 'instead of') return { kind: 'put', file, where, line };
    this.#tell(`behind the language of a code block stands ${words}: it may be run, or put FILE after "LINE"`);
    return undefined;
  }

  #inlines(token: Token | undefined): Inline[] {
    return this.#inline(token?.children ?? []);
  }

  #inline(tokens: readonly Token[]): Inline[] {
    const inlines: Inline[] = [];
    for (let at = 0; at < tokens.length;) {
      const token = tokens[at];
      if (token === undefined) break;
      const end = token.nesting === 1 ? closing(tokens, at) : at;
      const inside = tokens.slice(at + 1, end);
      const inline = this.#one(token, inside);
      if (inline) inlines.push(inline);
      at = end + 1;
    }
    return inlines;
  }

  #one(token: Token, inside: readonly Token[]): Inline | undefined {
    switch (token.type) {
      case 'text':
        return token.content === '' ? undefined : { kind: 'text', text: token.content };
      case 'softbreak':
        return { kind: 'text', text: ' ' };
      case 'code_inline':
        return { kind: 'code', text: token.content };
      case 'strong_open':
        return { kind: 'strong', content: this.#inline(inside) };
      case 'em_open':
        return { kind: 'emphasis', content: this.#inline(inside) };
      case 'link_open':
        return this.#link(attribute(token, 'href'), this.#inline(inside));
      default:
        this.#tell(`${nameOf(token.type)} cannot stand in a lesson: ${token.content}`);
        return undefined;
    }
  }

  #link(href: string, content: readonly Inline[]): Inline | undefined {
    const [, scheme = '', rest = ''] = /^(\w+):(.*)$/.exec(href) ?? [];
    const pane = lessonPanes.find((one) => one === rest);
    if (scheme === 'pane' && pane) return { kind: 'pane', pane, content };
    if (scheme === 'request') return { kind: 'request', name: rest, content };
    if (scheme === 'https') return { kind: 'link', to: href, content };
    const [, path, line = '0', toLine = line] = /^([\w./-]+)(?:#L(\d+)(?:-(\d+))?)?$/.exec(rest) ?? [];
    if (scheme === 'file' && path !== undefined)
      return { kind: 'file', path, line: Number(line), toLine: Number(toLine), content };
    this.#tell(`a link leads to ${href}: it may be https:, pane:NAME, request:NAME or file:NAME#L1`);
    return undefined;
  }
}

/** Where what opens at a position is closed. */
function closing(tokens: readonly Token[], at: number): number {
  let depth = 0;
  for (let i = at; i < tokens.length; i++) {
    depth += tokens[i]?.nesting ?? 0;
    if (depth === 0) return i;
  }
  return tokens.length;
}

const names: Readonly<Record<string, string>> = {
  html_block: 'HTML',
  html_inline: 'HTML',
  image: 'a picture inside a line',
  hr: 'a line',
  code_block: 'indented code',
  hardbreak: 'a broken line',
};
const nameOf = (type: string) => names[type] ?? type;
const attribute = (token: Token, name: string): string => String(token.attrGet(name) ?? '');
const placeOf = ({ map }: Token) => (map ? `line ${map[0] + 1}: ` : '');
