import { ChoiceField, CountryField, FlagField, PageRequest, TextField, UrlField } from '@guildhall/http';

export class SignUpSellerRequest {
  @TextField({ max: 200, example: 'Ada’s Mugs', description: 'What buyers see.' }) displayName!: string;
  @CountryField({ example: 'US' }) country!: string;
  @ChoiceField(['express', 'standard', 'custom'], { default: 'express', example: 'express' })
  accountType!: 'express' | 'standard' | 'custom';
  @ChoiceField(['full', 'recipient'], {
    default: 'full',
    example: 'full',
    description: 'A recipient gets transfers but is never the settlement merchant.',
  })
  serviceAgreement!: 'full' | 'recipient';
}

export class ConnectSellerRequest {
  @UrlField({
    optional: true,
    example: 'http://localhost:3000/sell/return',
    description: 'Where Stripe sends the seller afterwards. It proves nothing: ask GET /v1/sellers/me.',
  })
  returnUrl?: string;
  @UrlField({
    optional: true,
    example: 'http://localhost:3000/sell/refresh',
    description: 'Where Stripe sends the seller when the link was used or has expired.',
  })
  refreshUrl?: string;
  @FlagField({
    default: false,
    example: false,
    description:
      'True: Stripe sent the seller to refreshUrl, the last link was used or has expired; never that one again.',
  })
  isRefresh!: boolean;
}

export class ListSellersRequest extends PageRequest {
  @ChoiceField(['ready', 'not_ready', 'not_connected', 'disconnected', 'payouts_held'], {
    optional: true,
    example: 'not_ready',
  })
  state?: 'ready' | 'not_ready' | 'not_connected' | 'disconnected' | 'payouts_held';
}
