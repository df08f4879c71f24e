import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useAction } from '../api/use-action.js';
import { useServerErrors } from '../form/use-server-errors.js';
import { useCommonT } from '../i18n/messages.context.js';
import { Button, PasswordInput, Stack, TextInput } from '../ui/mantine.js';
import { Problem } from '../ui/problem.js';
import { useSession } from './session.context.js';

interface Fields {
  readonly email: string;
  readonly password: string;
}

/** E-mail and password. The cookie that comes back belongs to the browser; no script sees it. */
export function SignInForm({ email = '' }: { email?: string | undefined }): ReactNode {
  const t = useCommonT();
  const { api, signedIn } = useSession();
  const form = useForm<Fields>({ defaultValues: { email, password: '' } });
  const signIn = useAction((body: Fields) => api.POST('/v1/auth/login', { body }), {
    onSuccess: ({ user }) => {
      signedIn(user);
    },
  });
  const problem = useServerErrors(form, signIn.error);
  const { errors } = form.formState;
  return (
    <form noValidate onSubmit={(event) => void form.handleSubmit(signIn.run)(event)}>
      <Stack>
        {problem !== null && <Problem error={problem} />}
        <TextInput
          {...form.register('email', { required: t('form.required') })}
          label={t('session.email')}
          type="email"
          autoComplete="username"
          error={errors.email?.message}
        />
        <PasswordInput
          {...form.register('password', { required: t('form.required') })}
          label={t('session.password')}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword') }}
          error={errors.password?.message}
        />
        <Button type="submit" loading={signIn.isPending}>
          {t('session.signIn')}
        </Button>
      </Stack>
    </form>
  );
}
