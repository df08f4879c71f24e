const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A piece of HTML that is safe to send. Made by `html`, which escapes whatever is not one of these. */
export class Html {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** What may stand in a template: text is escaped, `false`, null and undefined vanish, lists are joined. */
export type Piece = Html | string | number | boolean | null | undefined | readonly Piece[];

/** Text as HTML. */
export function escape(text: string | number): string {
  return String(text).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

function textOf(piece: Piece): string {
  if (piece instanceof Html) return piece.text;
  if (typeof piece === 'string' || typeof piece === 'number') return escape(piece);
  if (piece === null || piece === undefined || typeof piece === 'boolean') return '';
  return piece.map(textOf).join('');
}

/** Writes HTML; every value in it is escaped unless it is HTML already. Quote attribute values. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return new Html(strings.reduce((text, part, index) => text + textOf(pieces[index - 1]) + part));
}

/** Declares text to be HTML: for constants only, never for what came from outside. */
export function raw(text: string): Html {
  return new Html(text);
}
