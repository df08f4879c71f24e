import type { ReactNode } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { useT } from '../messages.js';
import type { SavedMethod } from '../payment/use-saved-methods.js';
import { SavedMethodText } from '../payment/saved-method-text.js';
import styles from './saved-method-choice.module.css';

/** One of the saved cards, or another way to pay. */
export function SavedMethodChoice({ methods, field }: SavedMethodChoiceProps): ReactNode {
  const t = useT();
  return (
    <fieldset className={styles.choice}>
      <legend>{t('checkout.payWith')}</legend>
      {methods.map((method) => (
        <label key={method.id}>
          <input type="radio" value={method.id} {...field} />
          <SavedMethodText method={method} />
        </label>
      ))}
      <label>
        <input type="radio" value="" {...field} />
        {t('checkout.anotherMethod')}
      </label>
    </fieldset>
  );
}

interface SavedMethodChoiceProps {
  readonly methods: readonly SavedMethod[];
  readonly field: UseFormRegisterReturn;
}
