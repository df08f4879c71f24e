import { type ReactNode, useMemo, useState } from 'react';
import type { Column } from '../../../data-table/table.types.js';
import { IdText } from '../../../ui/id-text.js';
import { Button, Group } from '../../../ui/mantine.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { When } from '../../../ui/when.js';
import { useT } from '../../messages.js';
import { SellerLink } from '../sellers/seller-link.js';
import type { Rule } from './rule-input.js';
import { useRuleWords } from './use-rule-words.js';

/**
 * @param end asks whether to end one; keep it the same between renderings
 * @param currency to show amounts in; undefined: not known yet
 */
export function useRuleColumns(end: (rule: Rule) => void, currency: string | undefined): readonly Column<Rule>[] {
  const t = useT();
  return useMemo(() => {
    const minor = (key: 'fixedMinor' | 'minimumMinor' | 'maximumMinor'): Column<Rule> => ({
      key,
      header: t(`rules.${key}`),
      cell: () => null,
      csv: (rule) => rule[key],
      priority: 'file',
    });
    return [
      {
        key: 'scope',
        header: t('rules.scope'),
        cell: ({ scope }) => t(`rules.scope.${scope}`),
        csv: ({ scope }) => scope,
        priority: 1,
      },
      {
        key: 'scopeReference',
        header: t('rules.about'),
        cell: (rule) => <About rule={rule} />,
        csv: ({ scopeReference }) => scopeReference,
      },
      {
        key: 'version',
        header: t('rules.version'),
        align: 'end',
        cell: ({ version }) => <span className="gh-numbers">{version}</span>,
        csv: ({ version }) => version,
      },
      {
        key: 'percentBasisPoints',
        header: t('rules.takes'),
        cell: (rule) => <Takes rule={rule} currency={currency} />,
        csv: ({ percentBasisPoints }) => percentBasisPoints,
      },
      minor('fixedMinor'),
      minor('minimumMinor'),
      minor('maximumMinor'),
      {
        key: 'validFrom',
        header: t('rules.validFrom'),
        cell: ({ validFrom }) => <When at={validFrom} exact />,
        csv: ({ validFrom }) => validFrom,
      },
      {
        key: 'validTo',
        header: t('rules.validTo'),
        // Another end is looked at with another clock.
        cell: (rule) => <End key={rule.validTo} rule={rule} end={end} />,
        csv: ({ validTo }) => validTo,
      },
    ];
  }, [t, end, currency]);
}

function Takes({ rule, currency }: { rule: Rule; currency: string | undefined }): ReactNode {
  const words = useRuleWords(currency ?? 'usd');
  return currency === undefined ? '–' : <span className="gh-numbers">{words(rule)}</span>;
}

function About({ rule: { scope, scopeReference } }: { rule: Rule }): ReactNode {
  const t = useT();
  if (scopeReference === null) return t('rules.everything');
  if (scope === 'seller') return <SellerLink sellerId={scopeReference} />;
  return scope === 'category' ? scopeReference : <IdText id={scopeReference} />;
}

function End({ rule, end }: { rule: Rule; end: (rule: Rule) => void }): ReactNode {
  const t = useT();
  const { validTo, scope } = rule;
  const [now] = useState(Date.now);
  if (validTo === null && scope === 'platform') return <StateBadge mood="over">{t('rules.open')}</StateBadge>;
  if (validTo !== null && (scope === 'platform' || Date.parse(validTo) <= now)) return <When at={validTo} exact />;
  const button = (
    <Button
      size="xs"
      variant="default"
      onClick={() => {
        end(rule);
      }}
    >
      {t(validTo === null ? 'rules.end' : 'rules.endEarlier')}
    </Button>
  );
  if (validTo === null) return button;
  return (
    <Group gap="xs" justify="flex-end">
      <When at={validTo} exact />
      {button}
    </Group>
  );
}
