/** Stripe's requirements that we have words for, by how their names end; the longest that fits is meant. */
const ENDINGS = [
  'external_account',
  'business_type',
  'business_profile.mcc',
  'business_profile.url',
  'business_profile.product_description',
  'business_profile.support_phone',
  'tos_acceptance.date',
  'tos_acceptance.ip',
  'first_name',
  'last_name',
  'email',
  'phone',
  'dob.day',
  'dob.month',
  'dob.year',
  'address.line1',
  'address.city',
  'address.state',
  'address.postal_code',
  'ssn_last_4',
  'id_number',
  'verification.document',
  'verification.additional_document',
  'company.name',
  'company.tax_id',
  'company.phone',
  'company.verification.document',
  'company.directors_provided',
  'company.owners_provided',
  'company.executives_provided',
  'relationship.title',
  'relationship.owner',
  'relationship.percent_ownership',
  'business_profile.support_email',
  'business_profile.annual_revenue',
  'company.structure',
  'company.registration_number',
  'company.vat_id',
  'nationality',
  'political_exposure',
  'proof_of_liveness',
  'settings.payments.statement_descriptor',
] as const;

type Ending = (typeof ENDINGS)[number];
type Joined<Text extends string> = Text extends `${infer Head}.${infer Tail}` ? `${Head}_${Joined<Tail>}` : Text;

export type Whose = 'own' | 'representative' | 'other';

export interface RequirementKey {
  /** A code of ours, `dob_day`: the catalogue has its words. */
  readonly need: Joined<Ending>;
  readonly whose: Whose;
}

/** @returns null for a requirement that we have no words for: the API spells it out */
export function requirementKey(requirement: string): RequirementKey | null {
  const [ending] = ENDINGS.filter((name) => requirement === name || requirement.endsWith(`.${name}`)).sort(
    (one, other) => other.length - one.length,
  );
  if (ending === undefined) return null;
  const need = ending.replaceAll('.', '_') as Joined<Ending>;
  if (requirement.startsWith('representative.')) return { need, whose: 'representative' };
  return { need, whose: /^(owners?|directors?|executives?|person_\w+)\./.test(requirement) ? 'other' : 'own' };
}
