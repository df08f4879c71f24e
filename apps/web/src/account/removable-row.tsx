import { type ReactNode, useState } from 'react';
import { useAction } from '../api/use-action.js';
import { Dialog } from '../ui/dialog.js';
import { Button, Group, Text } from '../ui/mantine.js';
import { Problem } from '../ui/problem.js';
import { useToast } from '../ui/toast.context.js';
import { useCommonT } from '../i18n/messages.context.js';

/** One of a list, with a button that ends it after a question. */
export function RemovableRow({ children, removal }: RemovableRowProps): ReactNode {
  const t = useCommonT();
  const tell = useToast();
  const [isAsking, setAsking] = useState(false);
  const remove = useAction((_: null, key) => removal?.remove(key) ?? Promise.resolve(), {
    onSuccess: () => {
      setAsking(false);
      removal?.onRemoved();
      tell(removal?.done ?? '');
    },
  });
  return (
    <Group component="li" justify="space-between" gap="sm" py="xs">
      <div>{children}</div>
      {removal !== null && (
        <Button
          variant="default"
          size="xs"
          flex="none"
          onClick={() => {
            setAsking(true);
          }}
        >
          {removal.label}
        </Button>
      )}
      {removal !== null && isAsking && (
        <Dialog
          title={removal.question}
          canClose={!remove.isPending}
          onClose={() => {
            setAsking(false);
          }}
        >
          <Text>{removal.consequence}</Text>
          {remove.error !== null && <Problem error={remove.error} />}
          <Group justify="flex-end" gap="sm">
            <Button
              variant="default"
              disabled={remove.isPending}
              onClick={() => {
                setAsking(false);
              }}
            >
              {t('action.cancel')}
            </Button>
            <Button
              color="red"
              loading={remove.isPending}
              onClick={() => {
                remove.run(null);
              }}
            >
              {removal.label}
            </Button>
          </Group>
        </Dialog>
      )}
    </Group>
  );
}

export interface Removal {
  readonly label: string;
  readonly question: string;
  /** What will happen. */
  readonly consequence: ReactNode;
  readonly done: string;
  readonly remove: (key: string) => Promise<unknown>;
  readonly onRemoved: () => void;
}

interface RemovableRowProps {
  readonly children: ReactNode;
  /** Null: it cannot be ended here. */
  readonly removal: Removal | null;
}
