import { flowOf, METHOD_KINDS } from '../payment-methods/method-kinds.js';

/** Something that a payer types about their account. */
export interface MethodField {
  /** Parameter of the kind, e.g. `sort_code` of `bacs_debit`; the page calls it `bacs_debit[sort_code]`. */
  readonly param: string;
  readonly label: string;
  /** A value that passes. */
  readonly example: string;
}

const field = (param: string, label: string, example: string): MethodField => ({ param, label, example });

const OWN: Readonly<Record<string, readonly MethodField[]>> = {
  acss_debit: [
    field('transit_number', 'Transit number', '11000'),
    field('institution_number', 'Institution number', '000'),
    field('account_number', 'Account number', '000123456789'),
  ],
  au_becs_debit: [field('bsb_number', 'BSB', '000000'), field('account_number', 'Account number', '000123456')],
  bacs_debit: [field('sort_code', 'Sort code', '108800'), field('account_number', 'Account number', '00012345')],
  boleto: [field('tax_id', 'CPF/CNPJ', '00000000000')],
  fpx: [field('bank', 'Bank', 'maybank2u')],
  nz_bank_account: [
    field('bank_code', 'Bank code', '11'),
    field('branch_code', 'Branch code', '0000'),
    field('account_number', 'Account number', '0000000'),
    field('suffix', 'Suffix', '10'),
  ],
  sofort: [field('country', 'Country of the bank', 'DE')],
};

/** Kinds of which the page can ask all it needs. */
export function isOnPage(type: string): boolean {
  if (type === 'card') return true;
  const flow = flowOf(type);
  return flow === 'redirect' || flow === 'scan' || flow === 'voucher' || flow === 'debit';
}

/** The fields of a kind, with the payer's name where Stripe wants it. */
export function fieldsOf(type: string): readonly MethodField[] {
  const name = METHOD_KINDS[type]?.needs.includes('name') === true ? [field('name', 'Full name', 'Ada Lovelace')] : [];
  return [...name, ...(OWN[type] ?? [])];
}
