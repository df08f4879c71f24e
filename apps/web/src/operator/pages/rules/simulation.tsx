import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { AdminSchemas } from '@guildhall/api-client';
import type { ReactNode } from 'react';
import { useMessages } from '../../../i18n/messages.context.js';
import { Loaded } from '../../../ui/loaded.js';
import { Stack, Text } from '../../../ui/mantine.js';
import { Money } from '../../../ui/money.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { commissionWords } from '../../words/commission-words.js';
import type { RuleDraft } from './rule-input.js';
import styles from './simulation.module.css';

export type LineQuestion = Omit<AdminSchemas['SimulateCommissionRequest'], 'draft' | 'at'>;

/** One answer of the simulator, with the sentence that the order would keep. */
export function Simulation({ title, question, draft }: SimulationProps): ReactNode {
  const t = useT();
  const { locale } = useMessages();
  const validFrom = draft?.validFrom;
  const simulation = useQuery({
    queryKey: ['commission-simulation', question, draft],
    queryFn: () =>
      api.POST('/v1/commission-rules/simulate', {
        // A rule that begins later is asked about at its beginning.
        body: { ...question, ...(draft !== null && { draft }), ...(validFrom !== undefined && { at: validFrom }) },
      }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className={styles.answer} aria-busy={simulation.isPlaceholderData}>
      <Stack gap={4}>
        <Text size="sm" c="dimmed">
          {title}
        </Text>
        <Loaded query={simulation} shape="text">
          {({ commissionMinor, currency, explanation, isDraft }) => (
            <>
              <span className={styles.amount}>
                <Money amountMinor={commissionMinor} currency={currency} />
              </span>
              <Text size="sm">
                {explanation === null ? t('simulator.noRule') : commissionWords(t, locale, explanation)}
              </Text>
              {draft !== null && !isDraft && (
                <Text size="sm" c="dimmed">
                  {t('simulator.notThis')}
                </Text>
              )}
            </>
          )}
        </Loaded>
      </Stack>
    </div>
  );
}

interface SimulationProps {
  readonly title: string;
  readonly question: LineQuestion;
  /** Null: the rules as they are. */
  readonly draft: RuleDraft | null;
}
