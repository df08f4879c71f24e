import { catalogues } from '../i18n/catalogues.js';
import type german from './messages/de.json';
import type english from './messages/en.json';

export type ApiWordKey = keyof typeof english;

/** The words for what the APIs answer: a file of their own, because most visits never need it. */
export const apiCatalogues = catalogues<typeof english, typeof german>({
  en: () => import('./messages/en.json'),
  de: () => import('./messages/de.json'),
});
