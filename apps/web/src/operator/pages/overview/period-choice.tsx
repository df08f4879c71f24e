import type { ReactNode } from 'react';
import { Group, NativeSelect, TextInput } from '../../../ui/mantine.js';
import { useT } from '../../messages.js';
import { type Period, PRESETS } from './overview-period.js';

/** Which days: the newest ones, or any. */
export function PeriodChoice({ period, onChange }: PeriodChoiceProps): ReactNode {
  const t = useT();
  const { choice, first, last } = period;
  return (
    <Group gap="sm" align="flex-end">
      <NativeSelect
        size="sm"
        label={t('overview.period')}
        data={[
          ...PRESETS.map((value) => ({ value, label: t('overview.days', { days: Number(value) }) })),
          { value: 'dates', label: t('overview.dates') },
        ]}
        value={choice}
        onChange={({ currentTarget: { value } }) => {
          onChange(value === 'dates' ? { first, last } : { days: value });
        }}
      />
      {choice === 'dates' &&
        (['first', 'last'] as const).map((end) => (
          <TextInput
            key={end}
            size="sm"
            type="date"
            label={t(`overview.${end}`)}
            value={period[end]}
            onChange={({ currentTarget: { value } }) => {
              if (value !== '') onChange({ first, last, [end]: value });
            }}
          />
        ))}
    </Group>
  );
}

interface PeriodChoiceProps {
  readonly period: Period;
  /** With what shall stand in the address. */
  readonly onChange: (params: Readonly<Record<string, string>>) => void;
}
