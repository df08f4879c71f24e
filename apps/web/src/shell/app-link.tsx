import type { ReactNode } from 'react';
import { Link, type LinkProps, useLocation, useResolvedPath } from 'react-router';
import { isPayingPage } from './paying-pages.js';

/** A link inside an area. Between pages that pay and the others it loads the document anew (see `paying-pages.ts`). */
export function AppLink(props: LinkProps): ReactNode {
  const { pathname: here } = useLocation();
  const { pathname: there } = useResolvedPath(props.to);
  return <Link {...props} reloadDocument={isPayingPage(here) !== isPayingPage(there)} />;
}
