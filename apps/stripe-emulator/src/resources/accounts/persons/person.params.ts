import type Stripe from 'stripe';
import { listParamsOf, p, paramsOf, type Infer } from '../../../core/params.js';
import { acceptancesParam, personDocumentsParam, personFields, relationshipParam } from '../account-fields.params.js';

const fields = {
  ...personFields,
  additional_tos_acceptances: acceptancesParam,
  documents: personDocumentsParam,
  nationality: p.country(),
  person_token: p.id(),
  relationship: relationshipParam,
  us_cfpb_data: p.anything(),
};

export const createPersonParams = paramsOf<Stripe.AccountCreatePersonParams>()(fields);
export const updatePersonParams = paramsOf<Stripe.AccountUpdatePersonParams>()(fields);
export type PersonParams = Infer<typeof createPersonParams>;

export const listPersonsParams = listParamsOf<Stripe.AccountListPersonsParams>()({
  relationship: p.hash({
    authorizer: p.boolean(),
    director: p.boolean(),
    executive: p.boolean(),
    legal_guardian: p.boolean(),
    owner: p.boolean(),
    representative: p.boolean(),
  }),
});
