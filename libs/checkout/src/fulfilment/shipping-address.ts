import { CountryField, TextField } from '@guildhall/http';

/** Where goods go. Personal data: shown to the order's buyer and its sellers, never logged, never sent to Stripe. */
export class ShippingAddress {
  @TextField({ max: 200, example: 'Ada Lovelace' }) name!: string;
  @TextField({ max: 200, example: '12 Market Street' }) line1!: string;
  @TextField({ max: 200, optional: true, nullable: true, example: 'Flat 3' }) line2?: string | null;
  @TextField({ max: 100, example: 'Springfield' }) city!: string;
  @TextField({ max: 20, optional: true, nullable: true, example: '62704' }) postalCode?: string | null;
  @TextField({ max: 100, optional: true, nullable: true, example: 'IL', description: 'State, province or prefecture.' })
  region?: string | null;
  @CountryField({ example: 'US' }) country!: string;
}
