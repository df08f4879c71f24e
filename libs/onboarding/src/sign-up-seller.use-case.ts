import { CONFIG, type AppConfig } from '@guildhall/config';
import { newId, SellerEntity, type AccountType } from '@guildhall/database';
import { currencyOfCountry } from '@guildhall/money';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AgreementNotSupported, CountryNotSupported, SellerExists } from './onboarding.errors.js';
import { NO_REQUIREMENTS } from './readiness.js';

export interface SignUpSellerCommand {
  readonly userId: string;
  readonly displayName: string;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  readonly accountType: AccountType;
  readonly serviceAgreement: 'full' | 'recipient';
}

/** Makes a user a seller. Nothing is created at Stripe yet. */
@Injectable()
export class SignUpSeller {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /** @throws SellerExists, CountryNotSupported, AgreementNotSupported */
  async execute(command: SignUpSellerCommand): Promise<SellerEntity> {
    const currency = currencyOfCountry(command.country);
    if (currency === undefined) throw new CountryNotSupported(command.country);
    if (command.serviceAgreement === 'recipient' && command.country === this.config.platformCountry) {
      throw new AgreementNotSupported();
    }
    const now = new Date();
    const seller: SellerEntity = {
      ...command,
      id: newId(),
      currency,
      stripeAccountId: null,
      detailsSubmitted: false,
      chargesEnabled: false,
      payoutsEnabled: false,
      cardPayments: 'unrequested',
      transfers: 'unrequested',
      requirements: NO_REQUIREMENTS,
      disabledReason: null,
      payoutHoldReason: null,
      operatorHoldReason: null,
      deauthorizedAt: null,
      createdAt: now,
      updatedAt: now,
    };
    const inserted = await this.dataSource
      .createQueryBuilder()
      .insert()
      .into(SellerEntity)
      .values(seller)
      .orIgnore()
      .returning('id')
      .execute();
    if ((inserted.raw as unknown[]).length > 0) return seller;
    const existing = await this.dataSource.getRepository(SellerEntity).findOneByOrFail({ userId: command.userId });
    throw new SellerExists(existing.id);
  }
}
