import type { ReactNode } from 'react';
import { Button } from '../../ui/mantine.js';
import { Problem } from '../../ui/problem.js';
import { useConnect } from './use-connect.js';

/** To Stripe's pages. Pressed twice it is one account and one link. */
export function ConnectButton({ label }: { label: string }): ReactNode {
  const connect = useConnect();
  return (
    <>
      {connect.error !== null && <Problem error={connect.error} />}
      <div>
        <Button
          loading={connect.isPending || connect.data !== undefined}
          onClick={() => {
            connect.run({ isRefresh: false });
          }}
        >
          {label}
        </Button>
      </div>
    </>
  );
}
