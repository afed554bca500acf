import { colourOf } from '../colours.ts';
import { lookNow } from '../theme.ts';
import { monaco } from './setup.ts';

/** Named after what it looks like, so that the editor knows another one. */
export function editorTheme(): string {
  const { isDark, isHighContrast } = lookNow();
  return `weir-${isDark ? 'dark' : 'light'}${isHighContrast ? '-contrast' : ''}`;
}

/** Colours the editor from the page's tokens. */
export function showEditorTheme(): void {
  const { isDark, isHighContrast } = lookNow();
  const name = editorTheme();
  const bare = (token: string) => colourOf(token).slice(1);
  monaco.editor.defineTheme(name, {
    base: isHighContrast ? (isDark ? 'hc-black' : 'hc-light') : isDark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: bare('--text') },
      { token: 'keyword', foreground: bare('--code-keyword') },
      { token: 'string', foreground: bare('--code-string') },
      { token: 'number', foreground: bare('--code-number') },
      { token: 'comment', foreground: bare('--code-comment') },
      { token: 'type', foreground: bare('--code-type') },
      { token: 'delimiter', foreground: bare('--text-soft') },
    ],
    colors: {
      ...plainBrackets(),
      'editor.background': colourOf('--sunken'),
      'editor.foreground': colourOf('--text'),
      'editorLineNumber.foreground': colourOf('--text-faint'),
      'editorLineNumber.activeForeground': colourOf('--text'),
      'editorLineNumber.dimmedForeground': colourOf('--text-faint'),
      'editor.selectionBackground': colourOf('--selection'),
      'editor.lineHighlightBackground': colourOf('--hover'),
      'editor.lineHighlightBorder': '#00000000',
      'editorCursor.foreground': colourOf('--accent'),
      'editorIndentGuide.background1': colourOf('--line'),
      'editorError.foreground': colourOf('--removed'),
      'editorWarning.foreground': colourOf('--changed'),
      'editorWidget.background': colourOf('--raised'),
      'editorWidget.border': colourOf('--line-strong'),
      'editorSuggestWidget.selectedBackground': colourOf('--accent-wash'),
      'editorSuggestWidget.selectedForeground': colourOf('--text'),
      'editorSuggestWidget.highlightForeground': colourOf('--accent'),
      'editorSuggestWidget.focusHighlightForeground': colourOf('--accent'),
      focusBorder: colourOf('--focus'),
      'scrollbar.shadow': '#00000000',
    },
  });
  monaco.editor.setTheme(name);
}

/** Colour stands for the kind of a word; brackets in colours of their own would drown that. */
function plainBrackets(): Record<string, string> {
  const levels = [1, 2, 3, 4, 5, 6];
  return Object.fromEntries(levels.map((level) => [`editorBracketHighlight.foreground${level}`, colourOf('--text')]));
}
