import { ApiProblem } from '@guildhall/api-client';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useAction } from '../api/use-action.js';
import { useServerErrors } from '../form/use-server-errors.js';
import { Button, PasswordInput, Stack } from '../ui/mantine.js';
import { Problem } from '../ui/problem.js';
import { useToast } from '../ui/toast.context.js';
import { useCommonT } from '../i18n/messages.context.js';
import { useSession } from '../session/session.context.js';

interface Fields {
  readonly currentPassword: string;
  readonly newPassword: string;
}

const EMPTY: Fields = { currentPassword: '', newPassword: '' };
const SHORTEST = 10;

/** A new password ends all other sessions. */
export function PasswordForm(): ReactNode {
  const t = useCommonT();
  const { api } = useSession();
  const tell = useToast();
  const form = useForm<Fields>({ defaultValues: EMPTY });
  const change = useAction(
    (body: Fields, key) => api.POST('/v1/auth/password', { params: { header: { 'Idempotency-Key': key } }, body }),
    {
      onSuccess: () => {
        form.reset(EMPTY);
        tell(t('account.passwordChanged'));
      },
    },
  );
  const problem = useServerErrors(form, change.error);
  const isWrong = change.error instanceof ApiProblem && change.error.is('invalid_credentials');
  const { errors } = form.formState;
  const required = t('form.required');
  const minLength = { value: SHORTEST, message: t('session.passwordTooShort', { count: SHORTEST }) };
  const toggle = { 'aria-label': t('session.showPassword') };
  return (
    <form noValidate onSubmit={(event) => void form.handleSubmit(change.run)(event)}>
      <Stack>
        {problem !== null && !isWrong && <Problem error={problem} />}
        <PasswordInput
          {...form.register('currentPassword', { required })}
          label={t('account.currentPassword')}
          autoComplete="current-password"
          visibilityToggleButtonProps={toggle}
          error={errors.currentPassword?.message ?? (isWrong && t('account.wrongPassword'))}
        />
        <PasswordInput
          {...form.register('newPassword', { required, minLength })}
          label={t('account.newPassword')}
          description={t('session.passwordHint', { count: SHORTEST })}
          autoComplete="new-password"
          visibilityToggleButtonProps={toggle}
          error={errors.newPassword?.message}
        />
        <div>
          <Button type="submit" loading={change.isPending}>
            {t('account.changePassword')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
