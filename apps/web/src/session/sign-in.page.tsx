import { type ReactNode, useState } from 'react';
import { useCommonT } from '../i18n/messages.context.js';
import { useTitle } from '../shell/use-title.js';
import { Anchor, Paper, Stack, Title } from '../ui/mantine.js';
import { RegisterForm } from './register.form.js';
import { useSession } from './session.context.js';
import { SignInForm } from './sign-in.form.js';

/** Signing in as a page of its own, and for buyers and sellers opening an account. */
export default function SignInPage(): ReactNode {
  const t = useCommonT();
  const { role } = useSession();
  const [isNew, setNew] = useState(false);
  const title = isNew ? t('session.register') : t('session.signIn');
  useTitle(title);
  return (
    <Paper withBorder radius="lg" p="xl" maw={420} mx="auto" mt="xl">
      <Stack>
        <Title order={1} size="h2">
          {title}
        </Title>
        {isNew ? <RegisterForm role={role === 'seller' ? 'seller' : 'buyer'} /> : <SignInForm />}
        {role !== 'operator' && (
          <Anchor
            component="button"
            type="button"
            onClick={() => {
              setNew(!isNew);
            }}
          >
            {isNew ? t('session.haveAccount') : t('session.noAccount')}
          </Anchor>
        )}
      </Stack>
    </Paper>
  );
}
