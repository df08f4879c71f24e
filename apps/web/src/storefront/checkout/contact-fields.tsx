import type { ReactNode } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useSession } from '../../session/session.context.js';
import { Anchor, Paper, Stack, Text, TextInput, Title } from '../../ui/mantine.js';
import { useT } from '../messages.js';
import type { CheckoutFields } from './checkout.fields.js';

/** Who orders: whoever is signed in, or a guest with an e-mail address. */
export function ContactFields({ form }: { form: UseFormReturn<CheckoutFields> }): ReactNode {
  const t = useT();
  const { account, askToSignIn } = useSession();
  return (
    <Paper withBorder radius="lg" p="md" component="section">
      <Stack>
        <Title order={2} size="h3">
          {t('checkout.contact')}
        </Title>
        {account === null ? (
          <>
            <TextInput
              {...form.register('guestEmail', { required: t('form.required') })}
              label={t('session.email')}
              description={t('checkout.emailHint')}
              type="email"
              autoComplete="email"
              error={form.formState.errors.guestEmail?.message}
            />
            <Text size="sm">
              {t('checkout.haveAccount')}{' '}
              <Anchor component="button" type="button" underline="always" onClick={askToSignIn}>
                {t('session.signIn')}
              </Anchor>
            </Text>
          </>
        ) : (
          <Text>{t('checkout.signedInAs', { name: account.displayName, email: account.email })}</Text>
        )}
      </Stack>
    </Paper>
  );
}
