import { type ReactNode, useState } from 'react';
import { DataTable } from '../../../data-table/data-table.js';
import { AppLink } from '../../../shell/app-link.js';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { Button } from '../../../ui/mantine.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { EndRuleDialog } from './end-rule.dialog.js';
import type { Rule } from './rule-input.js';
import { usePlatformCurrency } from './use-platform-currency.js';
import { useRuleColumns } from './use-rule-columns.js';

const NO_FILTERS = {};

/** All versions of all commission rules, newest first. */
export default function RulesPage(): ReactNode {
  const t = useT();
  const [ending, setEnding] = useState<Rule | null>(null);
  return (
    <Page
      title={t('rules.title')}
      hint={t('rules.hint')}
      actions={
        <Button component={AppLink} to="/commission-rules/new">
          {t('rules.new')}
        </Button>
      }
    >
      <DataTable<Rule>
        name="commission-rules"
        caption={t('rules.title')}
        columns={useRuleColumns(setEnding, usePlatformCurrency().data)}
        filters={NO_FILTERS}
        load={(query) => api.GET('/v1/commission-rules', { params: { query } })}
        rowKey={({ id }) => id}
        empty={<Empty title={t('rules.empty')} />}
      />
      {ending !== null && (
        <EndRuleDialog
          rule={ending}
          onClose={() => {
            setEnding(null);
          }}
        />
      )}
    </Page>
  );
}
