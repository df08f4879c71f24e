import { useMantineColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import { isLanguage } from '../i18n/languages.js';
import { useCommonT, useMessages } from '../i18n/messages.context.js';
import { Group, NativeSelect } from '../ui/mantine.js';

/** Each language in its own words. */
const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
];

/** Language and colours: from the browser until chosen here, then kept. */
export function Preferences(): ReactNode {
  const t = useCommonT();
  const { language, speak } = useMessages();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Group gap="xs" wrap="nowrap">
      <NativeSelect
        size="xs"
        aria-label={t('shell.language')}
        data={LANGUAGES}
        value={language}
        onChange={({ currentTarget: { value } }) => {
          if (isLanguage(value)) speak(value);
        }}
      />
      <NativeSelect
        size="xs"
        aria-label={t('shell.colors')}
        data={[
          { value: 'auto', label: t('shell.colors.auto') },
          { value: 'light', label: t('shell.colors.light') },
          { value: 'dark', label: t('shell.colors.dark') },
        ]}
        value={colorScheme}
        onChange={({ currentTarget: { value } }) => {
          setColorScheme(value as typeof colorScheme);
        }}
      />
    </Group>
  );
}
