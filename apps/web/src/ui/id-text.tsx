import { type ReactNode, useEffect, useState } from 'react';
import { useCommonT } from '../i18n/messages.context.js';
import { CheckIcon, CopyIcon } from './icons.js';
import styles from './id-text.module.css';
import { ActionIcon } from './mantine.js';
import { shortId } from './short-id.js';

const SHOWN_AS_COPIED_MS = 1_500;

/** An id, short, whole on hover and to copy. */
export function IdText({ id, whole = false }: { id: string; whole?: boolean }): ReactNode {
  const t = useCommonT();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => { setCopied(false); }, SHOWN_AS_COPIED_MS); // prettier-ignore
    return () => { clearTimeout(timer); }; // prettier-ignore
  }, [isCopied]);
  const copy = (): void => {
    void navigator.clipboard.writeText(id).then(() => { setCopied(true); }); // prettier-ignore
  };
  return (
    <span className={styles.id}>
      <code title={id} data-whole={whole}>
        {whole ? id : shortId(id)}
      </code>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={isCopied ? t('action.copied') : t('action.copyId', { id })}
        onClick={copy}
      >
        {isCopied ? <CheckIcon /> : <CopyIcon />}
      </ActionIcon>
    </span>
  );
}
