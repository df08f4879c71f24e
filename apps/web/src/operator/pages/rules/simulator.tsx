import { type ReactNode, useState } from 'react';
import { priceMinorOf } from '../../../form/typed-price.js';
import { Paper, SimpleGrid, Stack, Text, TextInput, Title } from '../../../ui/mantine.js';
import { useT } from '../../messages.js';
import { readCurrency, type RuleDraft } from './rule-input.js';
import { SellerSelect } from './seller-select.js';
import { type LineQuestion, Simulation } from './simulation.js';
import { useSettled } from './use-settled.js';

interface Typed {
  readonly amount: string;
  readonly currency: string;
  readonly sellerId: string;
  readonly category: string;
  readonly productId: string;
}

const FIRST = { amount: '100', sellerId: '', category: '', productId: '' };

/** What one order line would pay: under the rules as they are, and with the one that is being written. */
export function Simulator({ draft, platformCurrency }: SimulatorProps): ReactNode {
  const t = useT();
  const [typed, setTyped] = useState<Typed>({ ...FIRST, currency: platformCurrency.toUpperCase() });
  const { question, draft: settledDraft } = useSettled({ question: questionOf(typed), draft });
  const input = (name: keyof Typed) => ({
    value: typed[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => {
      setTyped((before) => ({ ...before, [name]: value }));
    },
  });
  return (
    <Paper withBorder radius="lg" p="lg" component="section">
      <Stack>
        <div>
          <Title order={2} size="h3">
            {t('simulator.title')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('simulator.hint')}
          </Text>
        </div>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextInput {...input('amount')} label={t('simulator.amount')} inputMode="decimal" />
          <TextInput {...input('currency')} label={t('simulator.currency')} maxLength={3} />
          <SellerSelect {...input('sellerId')} />
          <TextInput {...input('category')} label={t('rule.reference.category')} />
        </SimpleGrid>
        <TextInput {...input('productId')} label={t('rule.reference.product')} />
        {question === null ? (
          <Text c="dimmed">{t('simulator.incomplete')}</Text>
        ) : (
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <Simulation title={t('simulator.now')} question={question} draft={null} />
            {settledDraft !== null && (
              <Simulation title={t('simulator.then')} question={question} draft={settledDraft} />
            )}
          </SimpleGrid>
        )}
      </Stack>
    </Paper>
  );
}

/** Null: something that is needed is missing or no amount. */
function questionOf({ amount, currency, sellerId, category, productId }: Typed): LineQuestion | null {
  const code = readCurrency(currency);
  const lineMinor = code === null ? null : priceMinorOf(amount, code);
  if (code === null || lineMinor === null) return null;
  return {
    lineMinor,
    currency: code,
    ...(sellerId === '' ? {} : { sellerId }),
    ...(category.trim() === '' ? {} : { category: category.trim() }),
    ...(productId.trim() === '' ? {} : { productId: productId.trim() }),
  };
}

interface SimulatorProps {
  /** Null: nothing is being written yet. */
  readonly draft: RuleDraft | null;
  readonly platformCurrency: string;
}
