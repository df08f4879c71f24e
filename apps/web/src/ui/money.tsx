import { Money as Amount } from '@guildhall/money';
import type { ReactNode } from 'react';
import { useMessages } from '../i18n/messages.context.js';

/** An amount as the viewer's region writes it, with digits of one width so that columns line up. */
export function Money({ amountMinor, currency }: MoneyProps): ReactNode {
  const { locale } = useMessages();
  return <span className="gh-numbers">{Amount.of(amountMinor, currency).format(locale)}</span>;
}

export interface MoneyProps {
  /** Integer, in minor units of the currency. */
  readonly amountMinor: number | bigint;
  /** ISO 4217, lower case. */
  readonly currency: string;
}
