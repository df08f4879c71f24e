/** A path of this application that an address names; anything else, another site above all, is the first page. */
export function safePath(text: string | null): string {
  return text !== null && /^\/[a-z0-9][a-z0-9/_-]*$/i.test(text) ? text : '/';
}
