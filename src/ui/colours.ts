/** A token's colour in the theme of this moment, as `#rrggbb`: what draws on a canvas cannot read tokens. */
export function colourOf(token: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  probe.style.transition = 'none';
  probe.style.forcedColorAdjust = 'none';
  document.documentElement.append(probe);
  const [red = 0, green = 0, blue = 0] = (getComputedStyle(probe).color.match(/\d+/g) ?? []).map(Number);
  probe.remove();
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
