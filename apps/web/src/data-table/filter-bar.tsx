import { type ReactNode, useEffect, useState } from 'react';
import { useCommonT } from '../i18n/messages.context.js';
import { Button, NativeSelect, TextInput } from '../ui/mantine.js';
import styles from './data-table.module.css';
import { instantOf, localTimeOf } from './local-time.js';
import type { Filter } from './table.types.js';

const TYPING_PAUSE_MS = 300;

/** The filters of a table, in a row. */
export function FilterBar({ definitions, values, onChange, onClear }: FilterBarProps): ReactNode {
  const t = useCommonT();
  return (
    <div className={styles.filters} role="search">
      {Object.entries(definitions).map(([name, { label, options, isInstant = false }]) =>
        isInstant ? (
          <TextInput
            key={name}
            size="sm"
            type="datetime-local"
            label={label}
            value={localTimeOf(values[name])}
            onChange={({ currentTarget: { value } }) => {
              onChange(name, instantOf(value));
            }}
          />
        ) : options === undefined ? (
          <TextFilter
            key={name}
            label={label}
            value={values[name] ?? ''}
            onChange={(value) => {
              onChange(name, value);
            }}
          />
        ) : (
          <NativeSelect
            key={name}
            size="sm"
            label={label}
            data={[{ value: '', label: t('table.any') }, ...options]}
            value={values[name] ?? ''}
            onChange={({ currentTarget: { value } }) => {
              onChange(name, value);
            }}
          />
        ),
      )}
      {Object.keys(values).length > 0 && (
        <Button variant="subtle" size="sm" onClick={onClear}>
          {t('table.clear')}
        </Button>
      )}
    </div>
  );
}

/** Asks when the typing pauses, not at every letter. */
function TextFilter({ label, value, onChange }: TextFilterProps): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  useEffect(() => {
    if (typed === null || typed === value) return undefined;
    const timer = setTimeout(() => { onChange(typed); setTyped(null); }, TYPING_PAUSE_MS); // prettier-ignore
    return () => { clearTimeout(timer); }; // prettier-ignore
  }, [typed, value, onChange]);
  return (
    <TextInput
      size="sm"
      type="search"
      label={label}
      value={typed ?? value}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
      }}
    />
  );
}

interface FilterBarProps {
  readonly definitions: Readonly<Record<string, Filter<string>>>;
  readonly values: Readonly<Record<string, string>>;
  readonly onChange: (name: string, value: string) => void;
  readonly onClear: () => void;
}

interface TextFilterProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}
