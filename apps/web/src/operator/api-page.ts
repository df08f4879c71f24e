/** The page of what the API shows at `href`: pages have the API's addresses, without the version. */
export function pageOf(href: string): string {
  return href.replace(/^\/v1\//, '/');
}
