import type { ReactNode } from 'react';
import { useAction } from '../../api/use-action.js';
import { Button } from '../../ui/mantine.js';
import { Problem } from '../../ui/problem.js';
import { api } from '../api.js';
import { useT } from '../messages.js';

/** Into the Express dashboard. The link works once and for minutes, so it is asked for when it is pressed. */
export function DashboardButton(): ReactNode {
  const t = useT();
  const open = useAction(
    (_: null, key) => api.POST('/v1/sellers/me/login-link', { params: { header: { 'Idempotency-Key': key } } }),
    {
      onSuccess: ({ url }) => {
        window.location.assign(url);
      },
    },
  );
  return (
    <>
      {open.error !== null && <Problem error={open.error} />}
      <div>
        <Button
          variant="default"
          loading={open.isPending}
          onClick={() => {
            open.run(null);
          }}
        >
          {t('settings.dashboard')}
        </Button>
      </div>
    </>
  );
}
