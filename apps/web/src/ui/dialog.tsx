import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useCommonT } from '../i18n/messages.context.js';
import styles from './dialog.module.css';
import { CloseIcon } from './icons.js';
import { ActionIcon, Group, Stack, Title } from './mantine.js';

/**
 * Something above the page: the browser's own dialog, which keeps the focus inside, closes on Escape and gives the focus back.
 * Rendered means open.
 */
export function Dialog({ title, onClose, side = false, canClose = true, children }: DialogProps): ReactNode {
  const t = useCommonT();
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Before the element leaves the page: closing it gives the focus back to where it was.
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      className={side ? `${styles.dialog} ${styles.drawer}` : styles.dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        if (canClose) onClose();
      }}
    >
      <Stack>
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Title order={2} size="h3" id={titleId}>
            {title}
          </Title>
          {canClose && (
            <ActionIcon variant="subtle" color="gray" aria-label={t('action.close')} onClick={onClose}>
              <CloseIcon />
            </ActionIcon>
          )}
        </Group>
        {children}
      </Stack>
    </dialog>
  );
}

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  /** True: a drawer at the side instead of a box in the middle. */
  readonly side?: boolean;
  /** False while something is on its way whose end has to be seen. */
  readonly canClose?: boolean;
  readonly children: ReactNode;
}
