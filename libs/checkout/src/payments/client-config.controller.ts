import { type AppConfig, CONFIG } from '@guildhall/config';
import { ApiAnswer, CountryField, CurrencyField, FlagField, Public, TextField, UrlField } from '@guildhall/http';
import { STRIPE_API_VERSION } from '@guildhall/stripe';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

export class ClientConfigResponse {
  @TextField({ nullable: true, example: 'pk_test_51Nabc', description: 'Null: this platform has none configured.' })
  stripePublishableKey!: string | null;
  @UrlField({
    example: 'https://js.stripe.com/endive/stripe.js',
    description: 'The script that shows the payment form.',
  })
  stripeJsUrl!: string;
  @CountryField({ example: 'US' })
  platformCountry!: string;
  @CurrencyField({ example: 'usd' })
  platformCurrency!: string;
  @FlagField({ example: false, description: 'False: cards are test cards, and no money moves.' })
  livemode!: boolean;
}

/** What a page must know before it can show anything. Public, as it is in every page that asks for a card. */
@ApiTags('client config')
@Controller('v1/client-config')
@Public()
export class ClientConfigController {
  constructor(@Inject(CONFIG) private readonly config: AppConfig) {}

  @Get()
  @ApiOperation({ summary: 'What a browser needs: the publishable key and where Stripe.js is' })
  @ApiAnswer(ClientConfigResponse)
  show(): ClientConfigResponse {
    const { stripe, platformCountry, platformCurrency } = this.config;
    return Object.assign(new ClientConfigResponse(), {
      stripePublishableKey: stripe.publishableKey ?? null,
      stripeJsUrl: stripeJsUrl(stripe.apiBase),
      platformCountry,
      platformCurrency,
      livemode: stripe.livemode,
    });
  }
}

/** Each release of Stripe.js speaks the API version of its name: https://docs.stripe.com/sdks/stripejs-versioning */
export function stripeJsUrl(apiBase: string | undefined): string {
  if (apiBase !== undefined) return new URL('/v3/', apiBase).href;
  const release = STRIPE_API_VERSION.split('.')[1] ?? 'v3';
  return `https://js.stripe.com/${release}/stripe.js`;
}
