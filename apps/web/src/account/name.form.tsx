import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useAction } from '../api/use-action.js';
import { useServerErrors } from '../form/use-server-errors.js';
import { useSession } from '../session/session.context.js';
import { Button, Stack, TextInput } from '../ui/mantine.js';
import { Problem } from '../ui/problem.js';
import { useToast } from '../ui/toast.context.js';
import { useCommonT } from '../i18n/messages.context.js';

interface Fields {
  readonly displayName: string;
}

/** What others call this person. */
export function NameForm(): ReactNode {
  const t = useCommonT();
  const { account, api, signedIn } = useSession();
  const tell = useToast();
  const form = useForm<Fields>({ defaultValues: { displayName: account?.displayName ?? '' } });
  const save = useAction(
    (body: Fields, key) => api.PATCH('/v1/auth/me', { params: { header: { 'Idempotency-Key': key } }, body }),
    {
      onSuccess: (me) => {
        signedIn(me);
        form.reset({ displayName: me.displayName });
        tell(t('account.saved'));
      },
    },
  );
  const problem = useServerErrors(form, save.error);
  return (
    <form noValidate onSubmit={(event) => void form.handleSubmit(save.run)(event)}>
      <Stack>
        {problem !== null && <Problem error={problem} />}
        <TextInput
          label={t('session.email')}
          value={account?.email ?? ''}
          readOnly
          styles={{ input: { backgroundColor: 'var(--gh-sunken)' } }}
        />
        <TextInput
          {...form.register('displayName', { required: t('form.required') })}
          label={t('session.name')}
          autoComplete="name"
          error={form.formState.errors.displayName?.message}
        />
        <div>
          <Button type="submit" loading={save.isPending}>
            {t('account.save')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
