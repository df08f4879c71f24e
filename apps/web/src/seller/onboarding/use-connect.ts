import type { SellerSchemas } from '@guildhall/api-client';
import { type Action, useAction } from '../../api/use-action.js';
import { api } from '../api.js';

type AccountLink = SellerSchemas['AccountLinkResponse'];

/** Goes to Stripe's pages, which come back to `onboarding/return`, or to `onboarding/refresh` when the link is too old. */
export function useConnect(): Action<{ isRefresh: boolean }, AccountLink> {
  const here = `${window.location.origin}/seller/onboarding`;
  return useAction(
    ({ isRefresh }: { isRefresh: boolean }, key) =>
      api.POST('/v1/sellers/me/connect', {
        params: { header: { 'Idempotency-Key': key } },
        body: { returnUrl: `${here}/return`, refreshUrl: `${here}/refresh`, isRefresh },
      }),
    {
      onSuccess: ({ url }, { isRefresh }) => {
        if (isRefresh) window.location.replace(url);
        else window.location.assign(url);
      },
    },
  );
}
