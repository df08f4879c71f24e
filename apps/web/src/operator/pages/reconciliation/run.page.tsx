import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { RowsTable } from '../../../data-table/rows-table.js';
import { Page } from '../../../shell/page.js';
import { Facts } from '../../../ui/facts.js';
import { Loaded } from '../../../ui/loaded.js';
import { Text } from '../../../ui/mantine.js';
import { Notice } from '../../../ui/notice.js';
import { RunProgress } from '../../../ui/run-progress.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { When } from '../../../ui/when.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { UserLink } from '../users/user-link.js';
import { type Difference, isOver, type Run, RUN_MOODS } from './reconciliation.states.js';
import { SettleDialog } from './settle.dialog.js';
import { useDifferenceColumns } from './use-difference-columns.js';

/** One comparison with Stripe: how far it is, and what it found. */
export default function RunPage(): ReactNode {
  const { runId = '' } = useParams();
  const t = useT();
  const load = (): Promise<Run> => api.GET('/v1/reconciliation/runs/{runId}', { params: { path: { runId } } });
  const queryKey = ['reconciliation-run', runId];
  const run = useQuery({ queryKey, queryFn: load });
  return (
    <Loaded query={run}>
      {(found) => (
        <Page title={t('run.title')}>
          <RunProgress
            queryKey={queryKey}
            load={load}
            stateOf={(now) => ({ done: now.accountsDone, total: now.accountsTotal || null, isOver: isOver(now) })}
            label={t('run.progress')}
          >
            {(over) => <Outcome run={over} />}
          </RunProgress>
          <RunFacts run={found} />
          {isOver(found) && found.differencesFound > 0 && <OpenDifferences />}
        </Page>
      )}
    </Loaded>
  );
}

function Outcome({ run }: { run: Run }): ReactNode {
  const t = useT();
  const { state, failureReason, differencesFound } = run;
  if (state === 'failed') {
    return (
      <Notice mood="bad" title={t('run.failed')}>
        <Text size="sm">{failureReason}</Text>
      </Notice>
    );
  }
  return (
    <Notice
      mood={differencesFound === 0 ? 'good' : 'attention'}
      title={t('run.outcome', { count: differencesFound })}
    />
  );
}

function RunFacts({ run }: { run: Run }): ReactNode {
  const t = useT();
  const { state, requestedByUserId: userId, finishedAt } = run;
  return (
    <Facts
      facts={[
        [
          t('reconciliation.state'),
          <StateBadge key="state" mood={RUN_MOODS[state]}>
            {t(`run.state.${state}`)}
          </StateBadge>,
        ],
        [
          t('reconciliation.origin'),
          userId === null ? t('reconciliation.nightly') : <UserLink key="user" userId={userId} />,
        ],
        [t('reconciliation.started'), <When key="started" at={run.createdAt} exact />],
        [t('run.finished'), finishedAt === null ? null : <When key="finished" at={finishedAt} exact />],
        [t('reconciliation.accounts'), t('run.accounts', { done: run.accountsDone, total: run.accountsTotal })],
        [t('reconciliation.transactions'), t('run.count', { count: run.transactionsCompared })],
      ]}
    />
  );
}

/** Those that are open now: a run counts old ones too, and a later run may have found some gone. */
function OpenDifferences(): ReactNode {
  const t = useT();
  const [settling, setSettling] = useState<Difference | null>(null);
  const columns = useDifferenceColumns(setSettling);
  const open = useQuery({
    queryKey: ['differences', 'open'],
    queryFn: () => api.GET('/v1/reconciliation/differences', { params: { query: { state: 'open', limit: 100 } } }),
  });
  return (
    <Loaded query={open} shape="table">
      {({ data }) => (
        <>
          <RowsTable<Difference>
            name="open-differences"
            title={t('differences.open')}
            columns={columns}
            rows={data}
            rowKey={({ id }) => id}
            empty={<Text c="dimmed">{t('differences.noneOpen')}</Text>}
          />
          {settling !== null && (
            <SettleDialog
              difference={settling}
              onClose={() => {
                setSettling(null);
              }}
            />
          )}
        </>
      )}
    </Loaded>
  );
}
