/** What waits in each queue, what is due, since when, and what has given up. Each count reads an index of nothing but open rows. */
export const QUEUES = `
  SELECT 'webhook_events' AS queue,
    count(*) FILTER (WHERE state = 'pending') AS waiting,
    count(*) FILTER (WHERE state = 'pending' AND next_attempt_at <= now()) AS due,
    min(next_attempt_at) FILTER (WHERE state = 'pending' AND next_attempt_at <= now()) AS oldest_due_at,
    count(*) FILTER (WHERE state = 'dead') AS given_up
  FROM stripe_event WHERE state IN ('pending', 'dead')
  UNION ALL
  SELECT 'operations', count(*) FILTER (WHERE state <> 'stuck'),
    count(*) FILTER (WHERE state <> 'stuck' AND next_attempt_at <= now()),
    min(next_attempt_at) FILTER (WHERE state <> 'stuck' AND next_attempt_at <= now()),
    count(*) FILTER (WHERE state = 'stuck')
  FROM stripe_operation WHERE state IN ('pending', 'sending', 'ambiguous', 'stuck')
  UNION ALL
  SELECT 'domain_events', count(*) FILTER (WHERE state = 'pending'),
    count(*) FILTER (WHERE state = 'pending' AND next_attempt_at <= now()),
    min(next_attempt_at) FILTER (WHERE state = 'pending' AND next_attempt_at <= now()),
    count(*) FILTER (WHERE state = 'dead')
  FROM domain_event WHERE state IN ('pending', 'dead')`;

export const DATABASE = `
  SELECT (SELECT name FROM schema_migration ORDER BY timestamp DESC LIMIT 1) AS schema_version,
    pg_database_size(current_database()) AS database_bytes, current_setting('server_version') AS postgres_version`;
