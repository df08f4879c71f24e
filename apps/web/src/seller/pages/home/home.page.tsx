import { lazy, type ReactNode, Suspense } from 'react';
import { Panel } from '../../../account/panel.js';
import { Page } from '../../../shell/page.js';
import { Loading } from '../../../ui/loading.js';
import { Problem } from '../../../ui/problem.js';
import { Figures } from '../../home/figures.js';
import { FirstSteps } from '../../home/first-steps.js';
import styles from '../../home/home.module.css';
import { NextPayout } from '../../home/next-payout.js';
import { TodoList } from '../../home/todo-list.js';
import { useHome } from '../../home/use-home.js';
import { useT } from '../../messages.js';
import { useSeller } from '../../onboarding/use-seller.js';

const SalesChart = lazy(() => import('../../sales/sales-chart.js'));

/** Where a seller stands: money, what needs doing, the next payout, sales. */
export default function HomePage(): ReactNode {
  const t = useT();
  const seller = useSeller();
  const home = useHome();
  return (
    <Page title={t('home.title')}>
      {home.isPending && <Loading shape="page" height={60} />}
      {home.isError && <Problem error={home.error} onRetry={() => void home.refetch()} />}
      {home.data !== undefined && (
        <>
          {!home.data.hasOrders && seller.data != null && <FirstSteps seller={seller.data} home={home.data} />}
          <Figures funds={home.data.funds} />
          <div className={styles.columns}>
            <Panel title={t('home.todo')}>
              <TodoList todo={home.data.todo} />
            </Panel>
            <Panel title={t('home.nextPayout')}>
              <NextPayout home={home.data} />
            </Panel>
          </div>
          {home.data.hasOrders && (
            <Suspense fallback={<Loading shape="line" height={300} />}>
              <SalesChart />
            </Suspense>
          )}
        </>
      )}
    </Page>
  );
}
