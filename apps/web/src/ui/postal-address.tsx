import type { ReactNode } from 'react';
import { useMessages } from '../i18n/messages.context.js';

/** An address as it is written on a parcel, without the lines that it does not have. */
export function PostalAddress({ address }: { address: Address }): ReactNode {
  const { locale } = useMessages();
  const { name, line1, line2, city, postalCode, region, country } = address;
  const place = [postalCode, city, region].filter(isGiven).join(' ');
  const countryName = new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? country;
  return (
    <address style={{ fontStyle: 'normal', overflowWrap: 'anywhere' }}>
      {[name, line1, line2, place, countryName].filter(isGiven).map((line, index) => (
        <div key={index}>{line}</div>
      ))}
    </address>
  );
}

function isGiven(part: string | null | undefined): part is string {
  return part !== null && part !== undefined && part !== '';
}

export interface Address {
  readonly name: string;
  readonly line1: string;
  readonly line2?: string | null;
  readonly city: string;
  readonly postalCode?: string | null;
  readonly region?: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}
