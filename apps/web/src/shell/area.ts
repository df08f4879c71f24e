import type { ComponentType, ReactNode } from 'react';
import type { Catalogues } from '../i18n/catalogues.js';
import type { AuthApi, Role } from '../session/auth-api.js';

export interface NavigationItem {
  readonly to: string;
  readonly label: string;
  /** True: marked only on exactly this address, not below it. */
  readonly end?: boolean;
  /** Heading over this item and those that follow it, where there are many. */
  readonly group?: string;
}

export interface AreaRoute {
  /** Below the area's prefix, as react-router writes it: `orders/:orderId`. The empty text is the first page. */
  readonly path: string;
  /** Loads the page when it is first shown; its module's default export is the component. */
  readonly page: () => Promise<{ default: ComponentType }>;
  /** False: guests may see it too. In areas with a role everything needs it. */
  readonly needsSignIn?: boolean;
}

/** One of the three applications: what it needs to start (`start-area.tsx`). */
export interface Area {
  /** `/seller`; the storefront is `/`. */
  readonly prefix: string;
  readonly role: Role | null;
  readonly api: AuthApi;
  readonly catalogues: Catalogues;
  readonly routes: readonly AreaRoute[];
  readonly useNavigation: () => readonly NavigationItem[];
  /** Beside the brand: "Seller", "Operator". */
  readonly useName: () => string | null;
  /** Around every page of those who are signed in: what they must have done before they can work here. */
  readonly Gate?: ComponentType<{ readonly children: ReactNode }>;
  /** In the header at every width: the cart. */
  readonly HeaderExtra?: ComponentType;
  /** `side` where people work, `top` where they look around. */
  readonly layout: 'side' | 'top';
}
