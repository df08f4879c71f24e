import { type ReactNode, useState } from 'react';
import { SearchIcon } from '../../ui/icons.js';
import { Button, Group, TextInput } from '../../ui/mantine.js';
import { useT } from '../messages.js';

/** Searches when asked to, so that every search is a step that "back" goes back from. */
export function SearchBox({ value, onSearch }: { value: string; onSearch: (text: string) => void }): ReactNode {
  const t = useT();
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    setShown(value);
    setTyped(value);
  }
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed.trim());
      }}
    >
      <Group gap="xs" wrap="nowrap" maw={520}>
        <TextInput
          flex={1}
          type="search"
          aria-label={t('catalogue.search')}
          placeholder={t('catalogue.searchHint')}
          leftSection={<SearchIcon />}
          value={typed}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
          }}
        />
        <Button type="submit">{t('catalogue.search')}</Button>
      </Group>
    </form>
  );
}
