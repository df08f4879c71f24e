import type { ReactNode } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { Text } from '../../ui/mantine.js';
import { useT } from '../messages.js';
import styles from './account-type.module.css';

const TYPES = ['express', 'standard', 'custom'] as const;

/** The kind of account at Stripe, by what it means for the seller. */
export function AccountTypeChoice({ field }: { field: UseFormRegisterReturn }): ReactNode {
  const t = useT();
  return (
    <fieldset className={styles.choice}>
      <legend>{t('signUp.accountType')}</legend>
      {TYPES.map((type) => (
        <label key={type}>
          <input type="radio" value={type} {...field} />
          <span>
            {t(`accountType.${type}`)}
            <Text size="sm" c="dimmed">
              {t(`accountTypeHint.${type}`)}
            </Text>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
