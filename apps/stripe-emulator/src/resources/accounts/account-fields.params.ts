import { p } from '../../core/params.js';

const text = (max = 5000) => p.string({ max }).emptyable();

export const addressParam = p.hash({
  city: text(100),
  country: text(2),
  line1: text(200),
  line2: text(200),
  postal_code: text(20),
  state: text(100),
});

export const japaneseAddressParam = p.hash({
  city: text(),
  country: text(2),
  line1: text(),
  line2: text(),
  postal_code: text(20),
  state: text(),
  town: text(),
});

export const dateParam = p
  .hash({
    day: p.integer({ min: 1, max: 31 }).required(),
    month: p.integer({ min: 1, max: 12 }).required(),
    year: p.integer({ min: 1000, max: 9999 }).required(),
  })
  .emptyable();

const filesParam = p.hash({ files: p.array(p.id()) });
const documentParam = p.hash({ back: p.id().emptyable(), front: p.id().emptyable() });
const declarationParam = p.hash({ date: p.timestamp(), ip: p.string(), user_agent: text() });

/** What persons and `individual` have in common. */
export const personFields = {
  address: addressParam,
  address_kana: japaneseAddressParam,
  address_kanji: japaneseAddressParam,
  dob: dateParam,
  email: p.email().emptyable(),
  first_name: text(100),
  first_name_kana: text(),
  first_name_kanji: text(),
  full_name_aliases: p.array(p.string({ max: 300 })).emptyable(),
  gender: p.string(),
  id_number: text(),
  id_number_secondary: text(),
  last_name: text(100),
  last_name_kana: text(),
  last_name_kanji: text(),
  maiden_name: text(),
  metadata: p.metadata(),
  phone: text(),
  political_exposure: p.enum(['existing', 'none']),
  registered_address: addressParam,
  ssn_last_4: p.string({ pattern: /^\d{4}$/, what: 'last four digits' }).emptyable(),
  verification: p.hash({ additional_document: documentParam, document: documentParam }),
};

const relationshipFields = {
  director: p.boolean(),
  executive: p.boolean(),
  owner: p.boolean(),
  percent_ownership: p.number({ min: 0, max: 100 }).emptyable(),
  title: text(),
};
export const individualParam = p.hash({ ...personFields, relationship: p.hash(relationshipFields) });
export const relationshipParam = p.hash({
  ...relationshipFields,
  authorizer: p.boolean(),
  legal_guardian: p.boolean(),
  representative: p.boolean(),
});
export const personDocumentsParam = p.hash({
  company_authorization: filesParam,
  passport: filesParam,
  visa: filesParam,
});
export const acceptancesParam = p.hash({ account: declarationParam });

const companyFields = {
  address: addressParam,
  address_kana: japaneseAddressParam,
  address_kanji: japaneseAddressParam,
  administrative_address: addressParam,
  directors_provided: p.boolean(),
  directorship_declaration: declarationParam,
  executives_provided: p.boolean(),
  export_license_id: text(),
  export_purpose_code: text(),
  name: text(500),
  name_kana: text(500),
  name_kanji: text(500),
  owners_provided: p.boolean(),
  ownership_declaration: declarationParam,
  ownership_exemption_reason: p
    .enum(['qualified_entity_exceeds_ownership_threshold', 'qualifies_as_financial_institution'])
    .emptyable(),
  phone: text(),
  physical_address: addressParam,
  principal_place_of_business: addressParam,
  registration_date: dateParam,
  registration_number: text(),
  representative_declaration: declarationParam,
  structure: text(),
  tax_id: text(),
  tax_id_registrar: text(),
  vat_id: text(),
  verification: p.hash({ document: documentParam }),
};
export const companyParam = p.hash(companyFields);
/** In a token the company declares its owners itself. */
export const companyTokenParam = p.hash({ ...companyFields, ownership_declaration_shown_and_signed: p.boolean() });

const money = p.hash({ amount: p.integer({ min: 0 }).required(), currency: p.currency().required() });
export const businessProfileParam = p.hash({
  annual_revenue: p.hash({
    amount: p.integer({ min: 0 }).required(),
    currency: p.currency().required(),
    fiscal_year_end: p.string().required(),
  }),
  estimated_worker_count: p.integer({ min: 0 }),
  mcc: p.string({ pattern: /^\d{4}$/, what: 'MCC' }).emptyable(),
  minority_owned_business_designation: p.array(p.string()),
  monthly_estimated_revenue: money,
  name: text(),
  product_description: text(40_000),
  specified_commercial_transactions_act_url: text(),
  support_address: addressParam,
  support_email: p.email().emptyable(),
  support_phone: text(),
  support_url: text(),
  url: p.string({ pattern: /^(https?:\/\/)?[^\s/]+\.[^\s]+$/i, what: 'URL' }).emptyable(),
});

export const documentsParam = p.hash({
  bank_account_ownership_verification: filesParam,
  company_license: filesParam,
  company_memorandum_of_association: filesParam,
  company_ministerial_decree: filesParam,
  company_registration_verification: filesParam,
  company_tax_id_verification: filesParam,
  proof_of_address: filesParam,
  proof_of_business_presence: filesParam,
  proof_of_registration: p.hash({ files: p.array(p.id()), signer: p.hash({ person: p.id() }) }),
  proof_of_ultimate_beneficial_ownership: p.hash({
    files: p.array(p.id()),
    signer: p.hash({ person: p.id() }),
  }),
});

export const tosAcceptanceParam = p.hash({
  date: p.timestamp(),
  ip: p.string({ pattern: /^[0-9a-fA-F.:]{3,45}$/, what: 'IP address' }),
  service_agreement: p.enum(['full', 'recipient']),
  user_agent: text(),
});

const anchor = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const descriptor = p.string({ max: 22, pattern: /^[^<>\\'"*]*$/, what: 'statement descriptor' });
export const settingsParam = p.hash({
  bacs_debit_payments: p.hash({ display_name: text() }),
  branding: p.hash({
    icon: p.id().emptyable(),
    logo: p.id().emptyable(),
    primary_color: p.string({ pattern: /^#[0-9a-fA-F]{6}$/, what: 'hex colour' }).emptyable(),
    secondary_color: p.string({ pattern: /^#[0-9a-fA-F]{6}$/, what: 'hex colour' }).emptyable(),
  }),
  card_issuing: p.hash({ tos_acceptance: declarationParam }),
  card_payments: p.hash({
    decline_on: p.hash({ avs_failure: p.boolean(), cvc_failure: p.boolean() }),
    statement_descriptor_prefix: descriptor.emptyable(),
    statement_descriptor_prefix_kana: text(22),
    statement_descriptor_prefix_kanji: text(22),
  }),
  invoices: p.hash({
    default_account_tax_ids: p.array(p.id()).emptyable(),
    hosted_payment_method_save: p.enum(['always', 'never', 'offer']),
  }),
  payments: p.hash({
    statement_descriptor: descriptor.emptyable(),
    statement_descriptor_kana: text(22),
    statement_descriptor_kanji: text(22),
  }),
  payouts: p.hash({
    debit_negative_balances: p.boolean(),
    schedule: p.hash({
      delay_days: p.oneOf(p.enum(['minimum']), p.integer({ min: 0, max: 31 })),
      interval: p.enum(['daily', 'manual', 'monthly', 'weekly']),
      monthly_anchor: p.integer({ min: 1, max: 31 }),
      monthly_payout_days: p.array(p.integer({ min: 1, max: 31 }), { max: 31 }),
      weekly_anchor: p.enum(anchor),
      weekly_payout_days: p.array(p.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday']), { max: 5 }),
    }),
    statement_descriptor: p.string({ max: 22 }).emptyable(),
  }),
  paypay_payments: p.anything(),
  sepa_debit_payments: p.hash({ creditor_id: text() }),
  treasury: p.hash({ tos_acceptance: declarationParam }),
});
