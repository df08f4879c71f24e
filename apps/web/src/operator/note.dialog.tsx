import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useAction } from '../api/use-action.js';
import { useServerErrors } from '../form/use-server-errors.js';
import { useCommonT } from '../i18n/messages.context.js';
import { Dialog } from '../ui/dialog.js';
import { Button, Group, Stack, Text, Textarea } from '../ui/mantine.js';
import { Problem } from '../ui/problem.js';

interface Fields {
  readonly note: string;
}

/** Something that an operator may do only with a note that says why: what it will do, the note, and then what has happened. */
export function NoteDialog<Output>(props: NoteDialogProps<Output>): ReactNode {
  const { title, consequence, label, hint, confirmLabel, act, result, onClose } = props;
  const t = useCommonT();
  const client = useQueryClient();
  const form = useForm<Fields>({ defaultValues: { note: '' } });
  const action = useAction((body: Fields, key: string) => act(body, key));
  const problem = useServerErrors(form, action.error);
  const close = (): void => {
    onClose();
    if (action.data !== undefined) void client.invalidateQueries();
  };
  return (
    <Dialog title={title} onClose={close} canClose={!action.isPending}>
      {action.data === undefined ? (
        <form noValidate onSubmit={(event) => void form.handleSubmit(action.run)(event)}>
          <Stack>
            <Text>{consequence}</Text>
            {problem !== null && <Problem error={problem} />}
            <Textarea
              {...form.register('note', { required: t('form.required') })}
              label={label}
              description={hint}
              error={form.formState.errors.note?.message}
            />
            <Group justify="flex-end" gap="sm">
              <Button variant="default" onClick={close} disabled={action.isPending}>
                {t('action.cancel')}
              </Button>
              <Button type="submit" loading={action.isPending}>
                {confirmLabel}
              </Button>
            </Group>
          </Stack>
        </form>
      ) : (
        <Stack>
          <div role="status">{result(action.data)}</div>
          <Group justify="flex-end">
            <Button onClick={close}>{t('action.done')}</Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  );
}

interface NoteDialogProps<Output> {
  readonly title: string;
  /** What will happen. */
  readonly consequence: ReactNode;
  /** Of the note. */
  readonly label: string;
  readonly hint: string;
  readonly confirmLabel: string;
  readonly act: (body: Fields, key: string) => Promise<Output>;
  readonly result: (output: Output) => ReactNode;
  readonly onClose: () => void;
}
