import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { Page } from '../../../shell/page.js';
import { Facts } from '../../../ui/facts.js';
import { IdText } from '../../../ui/id-text.js';
import { JsonTree } from '../../../ui/json-tree.js';
import { Loaded } from '../../../ui/loaded.js';
import { Button } from '../../../ui/mantine.js';
import { Notice } from '../../../ui/notice.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { When } from '../../../ui/when.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { useCodeWords } from '../../words/use-code-words.js';
import { isOpen, type Operation, OPERATION_MOODS } from './operation.states.js';
import { ResolveDialog } from './resolve.dialog.js';
import { RetryDialog } from './retry.dialog.js';

type Asking = 'retry' | 'resolve' | null;

const ASK_AGAIN_MS = 2_000;

/** One call to Stripe: what is sent, what became of it; tried again or given up from here. */
export default function OperationPage(): ReactNode {
  const { operationId = '' } = useParams();
  const operation = useQuery({
    queryKey: ['operation', operationId],
    queryFn: () => api.GET('/v1/operations/{operationId}', { params: { path: { operationId } } }),
    refetchInterval: ({ state: { data } }) =>
      data?.state === 'pending' || data?.state === 'sending' ? ASK_AGAIN_MS : false,
  });
  return <Loaded query={operation}>{(found) => <OperationFile operation={found} />}</Loaded>;
}

function OperationFile({ operation }: { operation: Operation }): ReactNode {
  const t = useT();
  const words = useCodeWords();
  const [asking, setAsking] = useState<Asking>(null);
  const { state, lastError, params } = operation;
  const ask = (what: Asking) => () => { setAsking(what); }; // prettier-ignore
  return (
    <Page
      title={words('operation', operation.kind)}
      actions={
        isOpen(operation) ? (
          <>
            <Button variant="default" onClick={ask('resolve')}>
              {t('operation.resolve')}
            </Button>
            <Button onClick={ask('retry')}>{t('operation.retry')}</Button>
          </>
        ) : undefined
      }
    >
      {isOpen(operation) && (
        <Notice mood={OPERATION_MOODS[state]} title={t(`operation.state.${state}`)}>
          {t(state === 'stuck' ? 'operation.stuckHint' : 'operation.ambiguousHint')}
        </Notice>
      )}
      <OperationFacts operation={operation} />
      {lastError !== null && <JsonTree title={t('operation.lastError')} value={lastError} />}
      <JsonTree title={t('operation.params')} value={params} />
      {asking === 'retry' && <RetryDialog operation={operation} onClose={ask(null)} />}
      {asking === 'resolve' && <ResolveDialog operation={operation} onClose={ask(null)} />}
    </Page>
  );
}

function OperationFacts({ operation }: { operation: Operation }): ReactNode {
  const t = useT();
  const { state, resultId, stripeAccount, stripeRequestId, firstSentAt, settledAt } = operation;
  const when = (at: string | null): ReactNode => (at === null ? null : <When at={at} exact />);
  const idText = (id: string | null): ReactNode => (id === null ? null : <IdText id={id} whole />);
  return (
    <Facts
      facts={[
        [
          t('operations.state'),
          <StateBadge key="state" mood={OPERATION_MOODS[state]}>
            {t(`operation.state.${state}`)}
          </StateBadge>,
        ],
        [t('operation.kind'), <code key="kind">{operation.kind}</code>],
        [t('operations.attempts'), operation.attempts],
        [t('operation.nextAttempt'), settledAt === null && state !== 'stuck' ? when(operation.nextAttemptAt) : null],
        [t('operations.created'), when(operation.createdAt)],
        [t('operation.firstSent'), when(firstSentAt)],
        [t('operation.settled'), when(settledAt)],
        [t('operations.result'), idText(resultId)],
        [t('operation.request'), idText(stripeRequestId)],
        [t('operation.account'), idText(stripeAccount) ?? t('webhooks.platform')],
        [t('operations.subject'), idText(operation.subjectId)],
        [t('operation.serialKey'), idText(operation.serialKey)],
        [t('operation.idempotencyKey'), idText(operation.idempotencyKey)],
        [t('operations.id'), idText(operation.id)],
      ]}
    />
  );
}
