import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { ToastContext } from './toast.context.js';
import styles from './toast.module.css';

const SHOWN_MS = 5_000;

/** One message at a time, at the foot of the page; a new one replaces it. */
export function ToastProvider({ children }: { children: ReactNode }): ReactNode {
  const [toast, setToast] = useState<{ text: string } | null>(null);
  const tell = useCallback((text: string) => { setToast({ text }); }, []); // prettier-ignore
  useEffect(() => {
    if (toast === null) return undefined;
    const timer = setTimeout(() => { setToast(null); }, SHOWN_MS); // prettier-ignore
    return () => { clearTimeout(timer); }; // prettier-ignore
  }, [toast]);
  return (
    <ToastContext value={tell}>
      {children}
      <div role="status" className={styles.place}>
        {toast !== null && <div className={styles.toast}>{toast.text}</div>}
      </div>
    </ToastContext>
  );
}
