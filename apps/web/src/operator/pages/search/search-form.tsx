import { type ReactNode, type RefObject, useEffect } from 'react';
import { useNavigate } from 'react-router';
import { SearchIcon } from '../../../ui/icons.js';
import { TextInput } from '../../../ui/mantine.js';
import { useT } from '../../messages.js';

const MOST_CHARACTERS = 300;
const TYPED_INTO = 'input, textarea, select, [contenteditable]';

/** The box for any id. The key `/` leads into it from everywhere but where somebody types or is asked something. */
export function SearchForm({ field, initial = '' }: SearchFormProps): ReactNode {
  const t = useT();
  const navigate = useNavigate();
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest(TYPED_INTO) !== null) return;
      if (document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      // Where the header has no room for it, it is a page.
      if (field.current?.offsetParent == null) void navigate('/search');
      else field.current.focus();
    };
    document.addEventListener('keydown', listen);
    return () => {
      document.removeEventListener('keydown', listen);
    };
  }, [field, navigate]);
  return (
    <form
      role="search"
      aria-label={t('search.title')}
      onSubmit={(event) => {
        event.preventDefault();
        const text = field.current?.value.trim() ?? '';
        if (text !== '') void navigate(`/search?${new URLSearchParams({ q: text }).toString()}`);
      }}
    >
      <TextInput
        ref={field}
        key={initial}
        defaultValue={initial}
        type="search"
        maxLength={MOST_CHARACTERS}
        autoComplete="off"
        spellCheck={false}
        leftSection={<SearchIcon />}
        aria-label={t('search.label')}
        aria-keyshortcuts="/"
        placeholder={t('search.placeholder')}
      />
    </form>
  );
}

interface SearchFormProps {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly initial?: string;
}
