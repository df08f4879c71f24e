/** To a page that does not pay: a document of its own, see `shell/paying-pages.ts`. "Back" does not come here again. */
export function goTo(path: string): void {
  window.location.replace(path);
}
