import { type ReactNode, useState } from 'react';
import { TextInput } from '../../ui/mantine.js';
import { useT } from '../messages.js';
import { priceMinorOf } from '../../form/typed-price.js';

/** A price to filter by: takes effect on Enter or when it is left. */
export function PriceField({ label, currency, value, onChange }: PriceFieldProps): ReactNode {
  const t = useT();
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    setShown(value);
    setTyped(value);
  }
  const text = typed.trim();
  const isWrong = text !== '' && priceMinorOf(text, currency) === null;
  const apply = (): void => {
    if (!isWrong && text !== value) onChange(text);
  };
  return (
    <TextInput
      label={label}
      inputMode="decimal"
      placeholder={currency.toUpperCase()}
      value={typed}
      error={isWrong && t('catalogue.noPrice')}
      onChange={({ currentTarget }) => { setTyped(currentTarget.value); }} // prettier-ignore
      onBlur={apply}
      onKeyDown={({ key }) => { if (key === 'Enter') apply(); }} // prettier-ignore
    />
  );
}

interface PriceFieldProps {
  readonly label: string;
  readonly currency: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}
