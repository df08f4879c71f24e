import { createTheme, type CSSVariablesResolver, localStorageColorSchemeManager } from '@mantine/core';

/** Also read by `public/first-paint.js`. */
export const colorSchemeManager = localStorageColorSchemeManager({ key: 'guildhall.color-scheme' });

/** All tokens: one accent, one scale of space, system type. Everything else follows from them. */
export const theme = createTheme({
  primaryColor: 'slate',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace',
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: 'clamp(1.5rem, 1.2rem + 1.6vw, 1.75rem)', lineHeight: '1.25' },
      h2: { fontSize: '1.375rem', lineHeight: '1.3' },
      h3: { fontSize: '1.125rem', lineHeight: '1.35' },
    },
  },
  colors: {
    dark: [
      '#c9d1d9',
      '#b4bdc7',
      '#8b949e',
      '#6e7681',
      '#3a434e',
      '#2d353f',
      '#232a33',
      '#1b2027',
      '#14181d',
      '#0f1317',
    ],
    slate: [
      '#f0f5fb',
      '#dfe8f2',
      '#bccfe4',
      '#96b4d6',
      '#769dca',
      '#6390c3',
      '#45739f',
      '#36608f',
      '#2c5280',
      '#1f4470',
    ],
  },
});

/** Surfaces and quiet text, in both schemes; each pair of text and ground has a contrast of at least 4.5. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--gh-shell-width': '80rem', '--gh-side-width': '15rem', '--gh-header-height': '3.5rem' },
  light: {
    '--mantine-color-body': '#fbfcfd',
    '--mantine-color-dimmed': '#5b6673',
    '--mantine-color-error': '#b42318',
    '--mantine-color-placeholder': '#66717e',
    '--gh-surface': '#ffffff',
    '--gh-sunken': '#f2f5f8',
    '--gh-border': '#dde3ea',
    '--gh-focus': '#2c5280',
  },
  dark: {
    '--mantine-color-body': '#14181d',
    '--mantine-color-dimmed': '#9aa6b2',
    '--mantine-color-error': '#ff9d94',
    '--mantine-color-placeholder': '#8f9ba8',
    '--gh-surface': '#1b2027',
    '--gh-sunken': '#11151a',
    '--gh-border': '#2d353f',
    '--gh-focus': '#96b4d6',
  },
});
