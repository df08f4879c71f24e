/**
 * $1 where the previous period begins, $2 where the period begins, $3 its end, $4 hour, day or week, $5 time zone.
 * `bucket` is null for the previous period.
 */
export const SALES = `
  SELECT o.currency, CASE WHEN o.paid_at >= $2 THEN date_trunc($4, o.paid_at, $5) END AS bucket,
    count(*) FILTER (WHERE share.position = 0) AS count,
    sum(share.amount_minor) AS amount_minor, sum(share.commission_minor) AS commission_minor
  FROM marketplace_order o JOIN seller_share share ON share.order_id = o.id
  WHERE o.paid_at >= $1 AND o.paid_at < $3 GROUP BY 1, 2`;

/** Asked for in the period and not refused since. */
export const REFUNDS = `
  SELECT currency, CASE WHEN created_at >= $2 THEN date_trunc($4, created_at, $5) END AS bucket,
    count(*) AS count, sum(amount_minor) AS amount_minor
  FROM refund
  WHERE created_at >= $1 AND created_at < $3 AND state NOT IN ('failed', 'canceled', 'rejected') GROUP BY 1, 2`;

export const PAYOUTS = `
  SELECT currency, created_at >= $2 AS current,
    CASE WHEN state = 'paid' THEN 'paid' WHEN state IN ('failed', 'rejected') THEN 'failed' ELSE 'in_transit' END AS fate,
    count(*) AS count, sum(amount_minor) AS amount_minor
  FROM payout WHERE created_at >= $1 AND created_at < $3 AND state <> 'canceled' GROUP BY 1, 2, 3`;

/** Tries to pay, by method, outcome and reason. */
export const ATTEMPTS = `
  SELECT attempted_at >= $2 AS current, coalesce(method_type, 'unknown') AS method_type, outcome,
    CASE WHEN outcome = 'failed' THEN coalesce(decline_code, failure_code, 'unknown') END AS reason, count(*) AS count
  FROM payment_attempt WHERE attempted_at >= $1 AND attempted_at < $3 GROUP BY 1, 2, 3, 4`;

export const DISPUTES = `
  SELECT stripe_created_at >= $2 AS current, count(DISTINCT object_id) AS count FROM stripe_event
  WHERE type = 'charge.dispute.created' AND stripe_created_at >= $1 AND stripe_created_at < $3 GROUP BY 1`;

/** $1 and $2 bound the period; over its newest events, as many as $3, because each one is read. */
export const LAG = `
  SELECT percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (ORDER BY lag_ms) AS percentiles FROM (
    SELECT extract(epoch FROM processed_at - received_at) * 1000 AS lag_ms FROM stripe_event
    WHERE received_at >= $1 AND received_at < $2 AND state = 'processed'
    ORDER BY received_at DESC LIMIT $3) AS newest`;

/** What needs looking at now, whatever the period. Each count reads an index of nothing but such rows. */
export const NOW = `
  SELECT
    (SELECT count(*) FROM stripe_event WHERE state = 'pending') AS pending_events,
    (SELECT coalesce(extract(epoch FROM now() - min(received_at)), 0) FROM stripe_event WHERE state = 'pending')
      AS oldest_pending_seconds,
    (SELECT count(*) FROM stripe_event WHERE state = 'dead') AS dead_events,
    (SELECT count(*) FROM domain_event WHERE state = 'dead') AS dead_domain_events,
    (SELECT count(*) FROM stripe_operation WHERE state = 'stuck') AS stuck_operations,
    (SELECT count(*) FROM reconciliation_difference WHERE resolved_at IS NULL) AS open_differences`;

/** $1 from, $2 to, $3 interval, $4 time zone: where each point of the series begins. */
export const POINTS = `
  SELECT point AS at FROM generate_series(date_trunc($3, $1::timestamptz, $4), $2::timestamptz, ('1 ' || $3)::interval, $4)
    AS point WHERE point < $2 ORDER BY 1`;
