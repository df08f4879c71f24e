/**
 * Everything that happened to order $1, oldest first, after the moment $2 (microseconds since 1970) and key $3; $4 rows.
 * Times are of our own clock: Stripe's are whole seconds, and would put an answer before its question.
 * The order comes before its first operation, though both are of one transaction and dated by two clocks.
 * Each part finds its rows by an index; an order has dozens of them, so they are sorted at once.
 */
export const TIMELINE = `
  WITH subject AS (
    SELECT id, stripe_payment_intent_id AS stripe_id, stripe_charge_id AS other_id FROM payment WHERE order_id = $1
    UNION ALL SELECT id, stripe_transfer_id, NULL FROM transfer WHERE order_id = $1
    UNION ALL SELECT id, stripe_refund_id, NULL FROM refund WHERE order_id = $1
    UNION ALL SELECT leg.id, leg.stripe_reversal_id, NULL FROM refund_leg leg JOIN refund ON refund.id = leg.refund_id
      WHERE refund.order_id = $1
  ), told AS (
    SELECT stripe_id AS id FROM subject UNION SELECT other_id FROM subject
    UNION SELECT attempt.stripe_charge_id FROM payment_attempt attempt JOIN payment ON payment.id = attempt.payment_id
      WHERE payment.order_id = $1
  ), item AS (
    SELECT 'order' AS source, id::text AS id, least(created_at, (SELECT min(created_at) - interval '1 microsecond'
      FROM stripe_operation WHERE subject_id IN (SELECT id FROM subject))) AS at, 'order.placed' AS what, state,
      NULL AS stripe_id, NULL AS note, 0 AS attempts FROM marketplace_order WHERE id = $1
    UNION ALL SELECT 'payment_attempt', attempt.id::text, attempt.created_at, coalesce(method_type, 'unknown'), outcome,
      attempt.stripe_charge_id, message, 1
      FROM payment_attempt attempt JOIN payment ON payment.id = attempt.payment_id WHERE payment.order_id = $1
    UNION ALL SELECT 'operation', id::text, created_at, kind, state, coalesce(stripe_request_id, result_id),
      last_error ->> 'message', attempts
      FROM stripe_operation WHERE subject_id IN (SELECT id FROM subject)
    UNION ALL SELECT 'webhook_event', id::text, received_at, type, state, event_id, last_error, attempts
      FROM stripe_event WHERE object_id IN (SELECT id FROM told WHERE id IS NOT NULL)
    UNION ALL SELECT 'journal_entry', id::text, created_at, description, 'booked', stripe_object_id, NULL, 0
      FROM journal_entry WHERE order_id = $1
    UNION ALL SELECT 'refund', id::text, created_at, reason, state, stripe_refund_id, failure_reason, 0
      FROM refund WHERE order_id = $1
    UNION ALL SELECT 'audit_record', id::text, created_at, action, 'done', NULL, NULL, 0
      FROM audit_record WHERE subject_id = $1::text OR subject_id IN (SELECT id::text FROM subject)
  ), placed AS (
    SELECT *, (extract(epoch FROM at) * 1000000)::bigint AS micros, source || ':' || id AS key FROM item
  )
  SELECT source, id, at, what, state, stripe_id, note, attempts, micros::text AS micros, key FROM placed
  WHERE $2::bigint IS NULL OR (micros, key COLLATE "C") > ($2::bigint, $3::text COLLATE "C")
  ORDER BY micros, key COLLATE "C" LIMIT $4`;
