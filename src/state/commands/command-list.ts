/** A verb that the palette lists and a key may start; made once, shared by all. */
export interface PaletteCommand {
  readonly id: string;
  readonly title: string;
  /** As tinykeys writes it, such as `$mod+Enter`. */
  readonly shortcut?: string;
  run(): void;
}
