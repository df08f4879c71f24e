import type { ReactNode } from 'react';
import { useAction } from '../api/use-action.js';
import { useCommonT } from '../i18n/messages.context.js';
import { Dialog } from './dialog.js';
import { Button, Group, Stack } from './mantine.js';
import { Problem } from './problem.js';

/**
 * Asks before money moves: says what will happen, with the amount; then shows what the API said has happened. Pressed twice it happens
 * once, and tried again after a lost connection too (`useAction`). While it is on its way it cannot be closed.
 */
export function ConfirmMoney<Output>(props: ConfirmMoneyProps<Output>): ReactNode {
  const { title, consequence, confirmLabel, isDangerous = false, act, result, onClose } = props;
  const t = useCommonT();
  const action = useAction((_: null, key: string) => act(key));
  return (
    <Dialog title={title} onClose={onClose} canClose={!action.isPending}>
      {action.data === undefined ? (
        <Stack>
          <div>{consequence}</div>
          {action.error !== null && <Problem error={action.error} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose} disabled={action.isPending}>
              {t('action.cancel')}
            </Button>
            <Button
              {...(isDangerous ? { color: 'red.8' } : {})}
              loading={action.isPending}
              onClick={() => {
                action.run(null);
              }}
            >
              {confirmLabel}
            </Button>
          </Group>
        </Stack>
      ) : (
        <Stack>
          <div role="status">{result(action.data)}</div>
          <Group justify="flex-end">
            <Button onClick={onClose}>{t('action.done')}</Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  );
}

interface ConfirmMoneyProps<Output> {
  readonly title: string;
  /** What will happen, with `<Money>` in it. */
  readonly consequence: ReactNode;
  /** What the button does, as a verb with the amount: "Refund $12.00". */
  readonly confirmLabel: string;
  readonly isDangerous?: boolean;
  /** Calls the API with this Idempotency-Key. */
  readonly act: (key: string) => Promise<Output>;
  /** What has happened, by the API's answer. */
  readonly result: (output: Output) => ReactNode;
  readonly onClose: () => void;
}
