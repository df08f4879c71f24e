/** An ellipsis after which no line ends (U+2060). */
const CUT = '…\u2060';

/** The end of an id, which is what tells it from its neighbours: ours begin with the time. */
export function shortId(id: string): string {
  return id.length <= 14 ? id : `${/^[a-z]+_/.exec(id)?.[0] ?? ''}${CUT}${id.slice(-8)}`;
}

const ID = /\b(?:[a-z]+_[A-Za-z0-9]{10,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/g;

/** A sentence with every id in it short. */
export function shortIds(text: string): string {
  return text.replaceAll(ID, shortId);
}
