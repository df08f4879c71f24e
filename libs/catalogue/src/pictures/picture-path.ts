/** Where pages find a picture of ours: at the buyers' API, by way of the one origin that they come from. */
const PREFIX = '/api/buyer/v1/pictures/';

export const PICTURE_PATH = new RegExp(`^${PREFIX}[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`);

export function picturePath(id: string): string {
  return PREFIX + id;
}

/** @returns null for an address elsewhere */
export function pictureIdOf(url: string): string | null {
  return PICTURE_PATH.test(url) ? url.slice(PREFIX.length) : null;
}
