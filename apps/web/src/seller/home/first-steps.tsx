import type { ReactNode } from 'react';
import { AppLink } from '../../shell/app-link.js';
import { CheckIcon } from '../../ui/icons.js';
import { Anchor, Paper, Stack, Text, Title, VisuallyHidden } from '../../ui/mantine.js';
import { useT } from '../messages.js';
import { isReady, type Seller } from '../onboarding/use-seller.js';
import styles from './home.module.css';
import type { Home } from './use-home.js';

/** What comes next for who has sold nothing yet. */
export function FirstSteps({ seller, home }: { seller: Seller; home: Home }): ReactNode {
  const t = useT();
  const steps = [
    { name: t('home.step.connect'), to: '/onboarding', isDone: isReady(seller) || seller.readiness.canSell },
    { name: t('home.step.product'), to: '/products/new', isDone: home.hasProducts },
    { name: t('home.step.order'), to: '/orders', isDone: home.hasOrders },
  ];
  const next = steps.find(({ isDone }) => !isDone);
  return (
    <Paper withBorder radius="lg" p="lg" component="section">
      <Stack gap="sm">
        <div>
          <Title order={2} size="h3">
            {t('home.welcome', { name: seller.displayName })}
          </Title>
          <Text c="dimmed">{t('home.welcomeHint')}</Text>
        </div>
        <ol className={styles.steps}>
          {steps.map(({ name, to, isDone }) => (
            <li key={to} data-done={isDone}>
              {isDone && (
                <>
                  <CheckIcon />
                  <VisuallyHidden>{t('home.done')} </VisuallyHidden>
                </>
              )}
              {next?.to === to ? (
                <Anchor component={AppLink} to={to} fw={600}>
                  {name}
                </Anchor>
              ) : (
                name
              )}
            </li>
          ))}
        </ol>
      </Stack>
    </Paper>
  );
}
