import { useEffect, useRef } from 'react';
import { NavigationType, useLocation, useNavigationType } from 'react-router';

/** On a new page: to its top and with the focus on its heading, as after a page load. Going back keeps the browser's place. */
export function useRouteChange(): void {
  const { pathname } = useLocation();
  const kind = useNavigationType();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    if (kind !== NavigationType.Pop) window.scrollTo(0, 0);
    const frame = requestAnimationFrame(() => {
      (document.querySelector<HTMLElement>('main h1') ?? document.querySelector<HTMLElement>('main'))?.focus({ preventScroll: true }); // prettier-ignore
    });
    return () => { cancelAnimationFrame(frame); }; // prettier-ignore
  }, [pathname, kind]);
}
