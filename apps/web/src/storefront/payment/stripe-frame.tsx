import { useComputedColorScheme } from '@mantine/core';
import { Elements } from '@stripe/react-stripe-js';
import type { ReactNode } from 'react';
import { useMessages } from '../../i18n/messages.context.js';
import { Loading } from '../../ui/loading.js';
import { Problem } from '../../ui/problem.js';
import { useClientConfig } from '../config/use-client-config.js';
import { useStripeJs } from './use-stripe-js.js';

/** Stripe's elements for what is inside, in the colours and the language of the page. */
export function StripeFrame({ clientSecret, children }: { clientSecret: string; children: ReactNode }): ReactNode {
  const { language } = useMessages();
  const scheme = useComputedColorScheme('light');
  const config = useClientConfig();
  const stripe = useStripeJs(config.data);
  const failed = [config, stripe].find(({ isError }) => isError);
  if (failed !== undefined) return <Problem error={failed.error} onRetry={() => void failed.refetch()} />;
  if (stripe.data === undefined) return <Loading shape="text" height={48} />;
  const isDark = scheme === 'dark';
  const appearance = {
    theme: isDark ? ('night' as const) : ('stripe' as const),
    variables: {
      colorPrimary: isDark ? '#96b4d6' : '#2c5280',
      borderRadius: '8px',
      fontFamily: 'system-ui, sans-serif',
    },
  };
  return (
    <Elements key={clientSecret} stripe={stripe.data} options={{ clientSecret, appearance, locale: language }}>
      {children}
    </Elements>
  );
}
