import type { Context } from '../../core/context.js';
import { assertFile } from '../files/file-create.js';
import type { UpdateAccountParams } from './account.params.js';

const BRANDING = ['business_icon', 'business_logo'] as const;
const DOCUMENTS = ['additional_verification', 'account_requirement', 'identity_document'] as const;

/** @throws StripeError when a parameter names a file that was never uploaded, or for something else */
export function assertAccountFiles(own: Context, { settings, company }: UpdateAccountParams): void {
  for (const name of ['icon', 'logo'] as const)
    assertFile(own, settings?.branding?.[name], BRANDING, `settings[branding][${name}]`);
  for (const side of ['front', 'back'] as const)
    assertFile(own, company?.verification?.document?.[side], DOCUMENTS, `company[verification][document][${side}]`);
}
