import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useAction } from '../../../api/use-action.js';
import { Button } from '../../../ui/mantine.js';
import { Problem } from '../../../ui/problem.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';

/** Starts a run and goes to it. Comparing changes nothing, so nothing is asked first. */
export function StartRun(): ReactNode {
  const t = useT();
  const navigate = useNavigate();
  const start = useAction(
    (_: null, key) => api.POST('/v1/reconciliation/runs', { params: { header: { 'Idempotency-Key': key } } }),
    { onSuccess: ({ id }) => void navigate(`/reconciliation/runs/${id}`) },
  );
  return (
    <>
      {start.error !== null && <Problem error={start.error} />}
      <Button
        loading={start.isPending}
        onClick={() => {
          start.run(null);
        }}
      >
        {t('reconciliation.start')}
      </Button>
    </>
  );
}
