/** The end of an id, which is what tells it from its neighbours: ours begin with the time. */
export function shortId(id: string): string {
  return id.length <= 14 ? id : `${/^[a-z]+_/.exec(id)?.[0] ?? ''}…${id.slice(-8)}`;
}
