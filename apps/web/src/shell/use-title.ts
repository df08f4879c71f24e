import { useEffect } from 'react';

/** The document's title while a page is shown: what it is, then whose. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Guildhall`;
  }, [title]);
}
