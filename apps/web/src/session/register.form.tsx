import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useAction } from '../api/use-action.js';
import { useServerErrors } from '../form/use-server-errors.js';
import { useCommonT } from '../i18n/messages.context.js';
import { Button, PasswordInput, Stack, TextInput } from '../ui/mantine.js';
import { Problem } from '../ui/problem.js';
import { useSession } from './session.context.js';

interface Fields {
  readonly displayName: string;
  readonly email: string;
  readonly password: string;
}

const SHORTEST_PASSWORD = 10;

/** Opens an account for what the area is for, and signs in. Operators are made by operators: they have no such form. */
export function RegisterForm({ role }: { role: 'seller' | 'buyer' }): ReactNode {
  const t = useCommonT();
  const { api, signedIn } = useSession();
  const form = useForm<Fields>({ defaultValues: { displayName: '', email: '', password: '' } });
  const register = useAction((body: Fields) => api.POST('/v1/auth/register', { body: { ...body, roles: [role] } }), {
    onSuccess: ({ user }) => {
      signedIn(user);
    },
  });
  const problem = useServerErrors(form, register.error);
  const { errors } = form.formState;
  const required = t('form.required');
  const minLength = { value: SHORTEST_PASSWORD, message: t('session.passwordTooShort', { count: SHORTEST_PASSWORD }) };
  return (
    <form noValidate onSubmit={(event) => void form.handleSubmit(register.run)(event)}>
      <Stack>
        {problem !== null && <Problem error={problem} />}
        <TextInput
          {...form.register('displayName', { required })}
          label={t('session.name')}
          autoComplete="name"
          error={errors.displayName?.message}
        />
        <TextInput
          {...form.register('email', { required })}
          label={t('session.email')}
          type="email"
          autoComplete="username"
          error={errors.email?.message}
        />
        <PasswordInput
          {...form.register('password', { required, minLength })}
          label={t('session.password')}
          description={t('session.passwordHint', { count: SHORTEST_PASSWORD })}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword') }}
          error={errors.password?.message}
        />
        <Button type="submit" loading={register.isPending}>
          {t('session.register')}
        </Button>
      </Stack>
    </form>
  );
}
