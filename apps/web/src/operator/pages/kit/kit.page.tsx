import { ApiProblem } from '@guildhall/api-client';
import { Money as Amount } from '@guildhall/money';
import { type ReactNode, useState } from 'react';
import { BarChart } from '../../../charts/bar-chart.js';
import { Chart } from '../../../charts/chart.js';
import { useMessages } from '../../../i18n/messages.context.js';
import { Page } from '../../../shell/page.js';
import { ConfirmMoney } from '../../../ui/confirm-money.js';
import { Empty } from '../../../ui/empty.js';
import { IdText } from '../../../ui/id-text.js';
import { Loading } from '../../../ui/loading.js';
import { Button, Group, Stack, TextInput, Title } from '../../../ui/mantine.js';
import { Money } from '../../../ui/money.js';
import { Problem } from '../../../ui/problem.js';
import { RunProgress } from '../../../ui/run-progress.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { useToast } from '../../../ui/toast.context.js';
import { When } from '../../../ui/when.js';

const DAYS = ['1', '2', '3', '4', '5', '6', '7'];
const VOLUME = [12_300, 18_950, 9_400, 22_100, 31_250, 28_700, 35_600];
const REFUNDS = [0, 1_250, 0, 4_500, 2_000, 0, 3_150];
const VISITS = [
  { page: 'Shop', visits: 30 },
  { page: 'Basket', visits: 10 },
];
const THREE_HOURS_MS = 3 * 3_600_000;

/** Every shared piece once, for those who build pages: not in the navigation, English only. */
export default function KitPage(): ReactNode {
  const { locale } = useMessages();
  const tell = useToast();
  const [isAsking, setAsking] = useState(false);
  const [earlier] = useState(() => new Date(Date.now() - THREE_HOURS_MS).toISOString());
  const dollars = (minor: number): string => Amount.of(Math.round(minor), 'usd').format(locale);
  return (
    <Page
      title="Kit"
      hint="Every shared piece once."
      actions={
        <Button
          onClick={() => {
            setAsking(true);
          }}
        >
          Refund…
        </Button>
      }
    >
      <Piece name="Amounts, times, ids, states">
        <Group>
          <Money amountMinor={123_456} currency="usd" />
          <Money amountMinor={1_050} currency="jpy" />
          <Money amountMinor={-10_120} currency="kwd" />
          <When at={earlier} />
          <When at="2026-03-01T12:00:00Z" exact />
          <IdText id="0199c2f4-6d2e-7000-8000-000000000005" />
          <IdText id="pi_3Qw8vKLkdIwHu7ix0a1b2c3d" />
        </Group>
        <Group>
          <StateBadge mood="good">Good</StateBadge>
          <StateBadge mood="waiting">Waiting</StateBadge>
          <StateBadge mood="attention">Attention</StateBadge>
          <StateBadge mood="bad">Bad</StateBadge>
          <StateBadge mood="over">Over</StateBadge>
        </Group>
      </Piece>
      <Piece name="Buttons and fields">
        <Group align="flex-end">
          <Button>Do it</Button>
          <Button
            variant="default"
            onClick={() => {
              tell('Saved');
            }}
          >
            Tell
          </Button>
          <Button color="red.8">Take it away</Button>
          <TextInput label="Title" description="What buyers read first." />
          <TextInput label="Price" error="Please fill this in." />
        </Group>
      </Piece>
      <Piece name="Charts">
        <Chart
          kind="line"
          caption="Volume and refunds"
          labels={DAYS}
          series={[
            { name: 'Volume', values: VOLUME },
            { name: 'Refunds', values: REFUNDS },
          ]}
          format={dollars}
        />
        <Chart
          kind="bars"
          caption="Volume"
          labels={DAYS}
          series={[{ name: 'Volume', values: VOLUME }]}
          format={dollars}
        />
        <BarChart
          name="kit-visits"
          caption="Visits"
          columns={[
            { key: 'page', header: 'Page', cell: ({ page }) => page, csv: ({ page }) => page },
            { key: 'visits', header: 'Visits', cell: ({ visits }) => visits, csv: ({ visits }) => visits },
          ]}
          rows={VISITS}
          rowKey={({ page }) => page}
          share={({ visits }) => visits / 40}
          empty={null}
        />
      </Piece>
      <Piece name="Long work">
        <RunProgress
          queryKey={['kit', 'run']}
          label="Comparing with Stripe"
          load={() => Promise.resolve({ done: 340, total: 1_000 })}
          stateOf={({ done, total }) => ({ done, total, isOver: true })}
        >
          {() => 'Everything agrees.'}
        </RunProgress>
      </Piece>
      <Piece name="Loading, nothing, a problem">
        <div data-example>
          <Loading shape="text" />
        </div>
        <Empty title="No refunds yet" hint="When an order is refunded, it shows here." />
        <Problem
          error={new ApiProblem(500, { code: 'internal', requestId: '0199c2f4-6d2e' })}
          onRetry={() => {
            tell('Tried again');
          }}
        />
      </Piece>
      {isAsking && (
        <ConfirmMoney
          title="Refund this order"
          consequence={
            <>
              The buyer gets <Money amountMinor={12_000} currency="usd" /> back, on the card they paid with.
            </>
          }
          confirmLabel={`Refund ${dollars(12_000)}`}
          isDangerous
          act={(key) => Promise.resolve({ key })}
          result={() => (
            <>
              The refund of <Money amountMinor={12_000} currency="usd" /> is on its way.
            </>
          )}
          onClose={() => {
            setAsking(false);
          }}
        />
      )}
    </Page>
  );
}

function Piece({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <Stack component="section" gap="sm">
      <Title order={2} size="h3">
        {name}
      </Title>
      {children}
    </Stack>
  );
}
