import type { ReactNode } from 'react';
import { VisuallyHidden } from '../../../ui/mantine.js';
import { Money } from '../../../ui/money.js';
import { useT } from '../../messages.js';
import { useAccountWords } from '../../words/use-account-words.js';
import { AccountLink } from './account-link.js';
import { byAccount, type Posting } from './postings.js';
import styles from './t-account.module.css';

/** An entry as a bookkeeper draws it: for every account a T, debits on the left, credits on the right. */
export function TAccounts({ postings }: { postings: readonly Posting[] }): ReactNode {
  return (
    <div className={styles.grid}>
      {byAccount(postings).map(([account, of]) => (
        <TAccount key={account} account={account} postings={of} />
      ))}
    </div>
  );
}

function TAccount({ account, postings }: { account: string; postings: readonly Posting[] }): ReactNode {
  const t = useT();
  const words = useAccountWords();
  const [debits, credits] = (['debit', 'credit'] as const).map((side) =>
    postings.filter(({ direction }) => direction === side),
  );
  const rows = Math.max(debits?.length ?? 0, credits?.length ?? 0);
  const amountAt = (side: readonly Posting[] | undefined, row: number): ReactNode => {
    const posting = side?.[row];
    return posting === undefined ? null : <Money amountMinor={posting.amountMinor} currency={posting.currency} />;
  };
  return (
    <section className={styles.account}>
      <h3 className={styles.name}>
        <AccountLink account={account} />
      </h3>
      <table className={styles.sides}>
        <caption>
          <VisuallyHidden>{words(account)}</VisuallyHidden>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('ledger.debit')}</th>
            <th scope="col">{t('ledger.credit')}</th>
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: rows }, (_, row) => (
            <tr key={row}>
              <td>{amountAt(debits, row)}</td>
              <td>{amountAt(credits, row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
