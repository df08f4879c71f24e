import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useAction } from '../api/use-action.js';
import { useServerErrors } from '../form/use-server-errors.js';
import { useSession } from '../session/session.context.js';
import { IdText } from '../ui/id-text.js';
import { Button, NativeSelect, Stack, Text, TextInput } from '../ui/mantine.js';
import { Notice } from '../ui/notice.js';
import { Problem } from '../ui/problem.js';
import { useCommonT } from '../i18n/messages.context.js';
import { TOKENS } from './token-list.js';

interface Fields {
  readonly name: string;
  readonly expiresInDays: string;
}

const DAYS = [7, 30, 90, 365];

/** Makes a token for what this area is for and shows it, this once. */
export function TokenForm(): ReactNode {
  const t = useCommonT();
  const queries = useQueryClient();
  const { account, api, role } = useSession();
  const acts = role ?? 'buyer';
  const form = useForm<Fields>({ defaultValues: { name: '', expiresInDays: '90' } });
  const make = useAction(
    ({ name, expiresInDays }: Fields, key) =>
      api.POST('/v1/auth/tokens', {
        params: { header: { 'Idempotency-Key': key } },
        body: {
          name,
          roles: account?.roles.includes(acts) === true ? [acts] : [],
          expiresInDays: Number(expiresInDays),
        },
      }),
    {
      onSuccess: () => {
        form.reset();
        void queries.invalidateQueries({ queryKey: TOKENS });
      },
    },
  );
  const problem = useServerErrors(form, make.error);
  return (
    <form noValidate onSubmit={(event) => void form.handleSubmit(make.run)(event)}>
      <Stack>
        {make.data !== undefined && (
          <Notice mood="good" title={t('security.newToken')} isAlert>
            <Text size="sm">{t('security.newTokenHint')}</Text>
            <IdText id={make.data.token} whole />
          </Notice>
        )}
        {problem !== null && <Problem error={problem} />}
        <TextInput
          {...form.register('name', { required: t('form.required') })}
          label={t('security.tokenName')}
          description={t('security.tokenNameHint')}
          error={form.formState.errors.name?.message}
        />
        <NativeSelect
          {...form.register('expiresInDays')}
          label={t('security.expiresIn')}
          data={DAYS.map((days) => ({ value: String(days), label: t('security.days', { days }) }))}
        />
        <div>
          <Button type="submit" variant="default" loading={make.isPending}>
            {t('security.makeToken')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
