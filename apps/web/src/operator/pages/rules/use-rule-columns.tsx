import { type ReactNode, useMemo } from 'react';
import type { Column } from '../../../data-table/table.types.js';
import { useMessages } from '../../../i18n/messages.context.js';
import { IdText } from '../../../ui/id-text.js';
import { Button } from '../../../ui/mantine.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { When } from '../../../ui/when.js';
import { useT } from '../../messages.js';
import { SellerLink } from '../sellers/seller-link.js';
import type { Rule } from './rule-input.js';

/** @param end asks whether to end one; keep it the same between renderings */
export function useRuleColumns(end: (rule: Rule) => void): readonly Column<Rule>[] {
  const t = useT();
  const { locale } = useMessages();
  return useMemo(() => {
    const minor = (key: 'fixedMinor' | 'minimumMinor' | 'maximumMinor'): Column<Rule> => ({
      key,
      header: t(`rules.${key}`),
      align: 'end',
      cell: (rule) => <span className="gh-numbers">{rule[key]?.toLocaleString(locale) ?? '–'}</span>,
      csv: (rule) => rule[key],
      priority: 4,
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
        header: t('rules.percent'),
        align: 'end',
        cell: ({ percentBasisPoints }) => (
          <span className="gh-numbers">{t('rules.percentOf', { percent: percentBasisPoints / 100 })}</span>
        ),
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
        cell: (rule) => <End rule={rule} end={end} />,
        csv: ({ validTo }) => validTo,
      },
    ];
  }, [t, locale, end]);
}

function About({ rule: { scope, scopeReference } }: { rule: Rule }): ReactNode {
  const t = useT();
  if (scopeReference === null) return t('rules.everything');
  if (scope === 'seller') return <SellerLink sellerId={scopeReference} />;
  return scope === 'category' ? scopeReference : <IdText id={scopeReference} />;
}

function End({ rule, end }: { rule: Rule; end: (rule: Rule) => void }): ReactNode {
  const t = useT();
  if (rule.validTo !== null) return <When at={rule.validTo} exact />;
  if (rule.scope === 'platform') return <StateBadge mood="over">{t('rules.open')}</StateBadge>;
  return (
    <Button
      size="xs"
      variant="default"
      onClick={() => {
        end(rule);
      }}
    >
      {t('rules.end')}
    </Button>
  );
}
