import { useQuery } from '@tanstack/react-query';
import type { ChangeEvent, FocusEvent, ReactNode } from 'react';
import { NativeSelect, TextInput } from '../../../ui/mantine.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';

/** As many as fit into one answer; a market with more sellers names one by id. */
const MOST = 100;

/** Chooses a seller by name. */
export function SellerSelect({ error, ...field }: SellerSelectProps): ReactNode {
  const t = useT();
  const sellers = useQuery({
    queryKey: ['sellers', 'choice'],
    queryFn: () => api.GET('/v1/sellers', { params: { query: { limit: MOST } } }),
    staleTime: 60_000,
  });
  if (sellers.isError || sellers.data?.nextCursor != null) {
    return <TextInput {...field} label={t('rule.reference.seller')} error={error} />;
  }
  const choices = sellers.data?.data.map(({ id, displayName }) => ({ value: id, label: displayName })) ?? [];
  return (
    <NativeSelect
      {...field}
      label={t('rules.scope.seller')}
      data={[{ value: '', label: t('rule.choose') }, ...choices]}
      error={error}
    />
  );
}

interface SellerSelectProps {
  readonly name?: string;
  readonly value?: string;
  readonly onChange: (event: ChangeEvent<HTMLInputElement> | ChangeEvent<HTMLSelectElement>) => unknown;
  readonly onBlur?: (event: FocusEvent) => unknown;
  readonly ref?: (field: HTMLInputElement | HTMLSelectElement | null) => void;
  readonly error?: string | undefined;
}
