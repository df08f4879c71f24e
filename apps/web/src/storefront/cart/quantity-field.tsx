import { type ReactNode, useState } from 'react';
import { TextInput } from '../../ui/mantine.js';
import { MOST_OF_ONE } from './cart.store.js';

/** How many: a whole number from 1. What is no number is put back when the field is left. */
export function QuantityField({
  label,
  value,
  most = MOST_OF_ONE,
  hidesLabel = false,
  onChange,
}: QuantityFieldProps): ReactNode {
  // prettier-ignore
  const [typed, setTyped] = useState<string | null>(null);
  const take = (text: string): void => {
    setTyped(text);
    const number = Number(text);
    if (Number.isInteger(number) && number >= 1) onChange(Math.min(number, most, MOST_OF_ONE));
  };
  return (
    <TextInput
      {...(hidesLabel ? { 'aria-label': label } : { label })}
      type="number"
      inputMode="numeric"
      min={1}
      max={most}
      w={88}
      value={typed ?? String(value)}
      onChange={({ currentTarget }) => { take(currentTarget.value); }} // prettier-ignore
      onBlur={() => { setTyped(null); }} // prettier-ignore
    />
  );
}

interface QuantityFieldProps {
  readonly label: string;
  readonly value: number;
  readonly most?: number;
  readonly hidesLabel?: boolean;
  readonly onChange: (quantity: number) => void;
}
