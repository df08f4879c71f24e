import { catalogues } from '../../i18n/catalogues.js';
import { translatorOf } from '../../i18n/messages.context.js';
import type german from './messages/de.json';
import type english from './messages/en.json';

export const orderStateCatalogues = catalogues<typeof english, typeof german>({
  en: () => import('./messages/en.json'),
  de: () => import('./messages/de.json'),
});

/** The words for where an order stands. */
export const useStateT = translatorOf<keyof typeof english>();
