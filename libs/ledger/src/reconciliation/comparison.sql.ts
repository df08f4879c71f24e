/** Where one account's differences are gathered before they are listed. Gone with the transaction. */
export const CREATE_FOUND = `
  CREATE TEMPORARY TABLE found_difference (
    ordinal bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    balance_transaction_id text,
    kind text NOT NULL,
    currency text NOT NULL,
    stripe_minor bigint NOT NULL,
    ledger_minor bigint NOT NULL
  ) ON COMMIT DROP`;

/**
 * One statement, so one snapshot of the books. $1 run, $2 owner, $3 ledger account, $4 snapshot of what was committed
 * before Stripe was read, $5 whether balances are compared, $6 and $7 Stripe's balances.
 *
 * A whole balance differs on its own only by what no transaction explains: Stripe's balance less all its transactions,
 * and what is in the books without naming a transaction. Its ledger amount is the books' with all else put right.
 */
export const FIND = `
  WITH told AS (
    SELECT balance_transaction_id, currency, net_minor FROM reconciliation_transaction
    WHERE run_id = $1 AND stripe_account = $2
  ), mirrored AS (
    SELECT balance_transaction_id, currency, min(recorded_xid) AS first_xid,
      sum(CASE direction WHEN 'debit' THEN amount_minor ELSE -amount_minor END)::bigint AS minor
    FROM posting WHERE account = $3 GROUP BY 1, 2
  ), transaction_difference AS (
    SELECT coalesce(told.balance_transaction_id, mirrored.balance_transaction_id) AS id,
      CASE WHEN mirrored.minor IS NULL THEN 'missing_in_ledger'
        WHEN told.net_minor IS NULL THEN 'missing_at_stripe' ELSE 'amount_differs' END AS kind,
      coalesce(told.currency, mirrored.currency) AS currency,
      coalesce(told.net_minor, 0) AS stripe_minor, coalesce(mirrored.minor, 0) AS ledger_minor
    FROM told FULL JOIN mirrored
      ON mirrored.balance_transaction_id = told.balance_transaction_id AND mirrored.currency = told.currency
    WHERE coalesce(told.balance_transaction_id, mirrored.balance_transaction_id) IS NOT NULL
      AND coalesce(told.net_minor, 0) <> coalesce(mirrored.minor, 0)
      AND (told.net_minor IS NOT NULL OR pg_visible_in_snapshot(mirrored.first_xid::text::xid8, $4::pg_snapshot))
  ), balance_difference AS (
    SELECT currency, sum(balance)::bigint AS stripe_minor, sum(balance - unexplained)::bigint AS ledger_minor
    FROM (
      SELECT currency, amount AS balance, amount AS unexplained
      FROM unnest($6::text[], $7::bigint[]) AS balance (currency, amount)
      UNION ALL SELECT currency, 0, -net_minor FROM told
      UNION ALL SELECT currency, 0, -minor FROM mirrored WHERE balance_transaction_id IS NULL
    ) AS part WHERE $5::boolean GROUP BY currency HAVING sum(unexplained) <> 0
  )
  INSERT INTO found_difference (balance_transaction_id, kind, currency, stripe_minor, ledger_minor)
  SELECT id, kind, currency, stripe_minor, ledger_minor FROM transaction_difference
  UNION ALL
  SELECT NULL, 'balance_differs', currency, stripe_minor, ledger_minor FROM balance_difference
  ORDER BY 1`;

const SAME = `found.currency = listed.currency
  AND found.balance_transaction_id IS NOT DISTINCT FROM listed.balance_transaction_id`;

/** $1 owner, $2 run, $3 whether balances were compared. */
export const RESOLVE_GONE = `
  UPDATE reconciliation_difference AS listed
  SET resolved_at = now(), resolution = 'both sides agree since reconciliation run ' || $2::text
  WHERE stripe_account = $1 AND resolved_at IS NULL AND (kind <> 'balance_differs' OR $3::boolean)
    AND NOT EXISTS (SELECT FROM found_difference AS found WHERE ${SAME})`;

export const UPDATE_STILL_OPEN = `
  UPDATE reconciliation_difference AS listed
  SET kind = found.kind, stripe_minor = found.stripe_minor, ledger_minor = found.ledger_minor
  FROM found_difference AS found
  WHERE listed.stripe_account = $1 AND listed.resolved_at IS NULL AND ${SAME}
    AND (listed.kind, listed.stripe_minor, listed.ledger_minor) <> (found.kind, found.stripe_minor, found.ledger_minor)`;

/** What an operator has settled with a note stays settled for as long as the gap is the same. $1 owner, $2 limit. */
export const NOT_YET_LISTED = `
  SELECT found.ordinal FROM found_difference AS found
  WHERE NOT EXISTS (
    SELECT FROM reconciliation_difference AS listed
    WHERE listed.stripe_account = $1 AND ${SAME}
      AND (listed.resolved_at IS NULL OR (listed.resolved_by_user_id IS NOT NULL
        AND listed.stripe_minor - listed.ledger_minor = found.stripe_minor - found.ledger_minor))
  ) ORDER BY found.ordinal LIMIT $2`;

/** $1 run, $2 owner, $3 new ids, $4 ordinals. A run beside this one may list the same first. */
export const INSERT_NEW = `
  INSERT INTO reconciliation_difference
    (id, run_id, stripe_account, balance_transaction_id, kind, currency, stripe_minor, ledger_minor)
  SELECT fresh.id, $1, $2, balance_transaction_id, kind, currency, stripe_minor, ledger_minor
  FROM unnest($3::uuid[], $4::bigint[]) AS fresh (id, ordinal) JOIN found_difference USING (ordinal)
  ORDER BY ordinal
  ON CONFLICT DO NOTHING`;

export const COUNT_OPEN = `
  SELECT count(*)::int AS differences FROM reconciliation_difference WHERE stripe_account = $1 AND resolved_at IS NULL`;
