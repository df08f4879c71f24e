export const SEARCH_KINDS = [
  'order',
  'payment_attempt',
  'seller',
  'user',
  'product',
  'transfer',
  'refund',
  'payout',
  'operation',
  'webhook_event',
  'journal_entry',
] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/**
 * Every statement answers `id`, `label` and `page_id`, the id of what its page shows; what is money also `amount_minor` and `currency`.
 * $1 is what is looked for, $2 how many.
 */
type Statements = Partial<Record<SearchKind, string>>;

/** $1 and $2 bound the ids, $3 how many: a whole UUID or the beginning of one. */
const idRange = (columns: string, from: string): string =>
  `SELECT t.id::text AS id, ${columns} FROM ${from} WHERE t.id BETWEEN $1::uuid AND $2::uuid ORDER BY t.id LIMIT $3`;

const MONEY = 't.state AS label, t.amount_minor, t.currency';
const ORDER = `${MONEY}, t.id::text AS page_id`;
const SELLER = `t.display_name AS label, t.id::text AS page_id`;
const USER = `t.email AS label, t.id::text AS page_id`;
const PRODUCT = `t.title AS label, t.seller_id::text AS page_id`;
const OPERATION = `concat(t.kind, ' ', t.state) AS label, t.id::text AS page_id`;
const EVENT = `concat(t.type, ' ', t.state) AS label, t.id::text AS page_id`;
const ENTRY = `t.description AS label, t.id::text AS page_id`;

export const BY_OUR_ID: Statements = {
  order: idRange(ORDER, 'marketplace_order t'),
  seller: idRange(SELLER, 'seller t'),
  user: idRange(USER, 'user_account t'),
  product: idRange(PRODUCT, 'product t'),
  transfer: idRange(`${MONEY}, t.order_id::text AS page_id`, 'transfer t'),
  refund: idRange(`${MONEY}, t.id::text AS page_id`, 'refund t'),
  payout: idRange(`${MONEY}, t.id::text AS page_id`, 'payout t'),
  operation: idRange(OPERATION, 'stripe_operation t'),
  journal_entry: idRange(ENTRY, 'journal_entry t'),
};

/** One indexed look-up per place where such an id can stand; each is empty for ids of another kind. */
const anyOf = (columns: string, table: string, ...places: readonly string[]): string =>
  `SELECT DISTINCT t.id::text AS id, ${columns} FROM ${table} t WHERE t.id IN (${places.join(' UNION ALL ')}) ORDER BY 1 LIMIT $2`;

export const BY_STRIPE_ID: Statements = {
  order: anyOf(
    ORDER,
    'marketplace_order',
    'SELECT order_id FROM payment WHERE stripe_payment_intent_id = $1',
    'SELECT order_id FROM payment WHERE stripe_charge_id = $1',
  ),
  payment_attempt: `SELECT t.id::text AS id, t.outcome AS label, t.amount_minor, t.currency,
      payment.order_id::text AS page_id
    FROM payment_attempt t JOIN payment ON payment.id = t.payment_id WHERE t.stripe_id = $1 LIMIT $2`,
  seller: anyOf(SELLER, 'seller', 'SELECT id FROM seller WHERE stripe_account_id = $1'),
  user: anyOf(
    USER,
    'user_account',
    'SELECT user_id FROM buyer WHERE stripe_customer_id = $1',
    `SELECT user_id FROM buyer JOIN saved_payment_method saved ON saved.buyer_id = buyer.id
     WHERE saved.stripe_payment_method_id = $1`,
  ),
  transfer: anyOf(
    `${MONEY}, t.order_id::text AS page_id`,
    'transfer',
    'SELECT id FROM transfer WHERE stripe_transfer_id = $1',
    'SELECT id FROM transfer WHERE destination_payment_id = $1',
  ),
  refund: anyOf(
    `${MONEY}, t.id::text AS page_id`,
    'refund',
    'SELECT id FROM refund WHERE stripe_refund_id = $1',
    'SELECT refund_id FROM refund_leg WHERE stripe_reversal_id = $1',
  ),
  payout: anyOf(`${MONEY}, t.id::text AS page_id`, 'payout', 'SELECT id FROM payout WHERE stripe_payout_id = $1'),
  operation: anyOf(
    OPERATION,
    'stripe_operation',
    'SELECT id FROM stripe_operation WHERE result_id = $1',
    'SELECT id FROM stripe_operation WHERE stripe_request_id = $1',
  ),
  webhook_event: `SELECT t.id::text AS id, ${EVENT} FROM stripe_event t WHERE t.id IN (
      (SELECT id FROM stripe_event WHERE event_id = $1 LIMIT $2) UNION ALL
      (SELECT id FROM stripe_event WHERE object_id = $1 ORDER BY id DESC LIMIT $2)) ORDER BY t.id DESC LIMIT $2`,
  journal_entry: anyOf(
    ENTRY,
    'journal_entry',
    'SELECT id FROM journal_entry WHERE stripe_object_id = $1',
    'SELECT id FROM journal_entry WHERE key = $1',
    'SELECT entry_id FROM posting WHERE balance_transaction_id = $1',
  ),
};

/** $1 in small letters. The buyer's newest orders come with the buyer. */
export const BY_EMAIL: Statements = {
  user: `SELECT t.id::text AS id, ${USER} FROM user_account t WHERE t.email = $1 LIMIT $2`,
  order: `SELECT t.id::text AS id, ${ORDER} FROM marketplace_order t WHERE t.id IN (
      (SELECT id FROM marketplace_order WHERE lower(guest_email) = $1 ORDER BY id DESC LIMIT $2) UNION ALL
      (SELECT o.id FROM marketplace_order o JOIN user_account u ON u.id = o.user_id WHERE u.email = $1
       ORDER BY o.id DESC LIMIT $2)) ORDER BY t.id DESC LIMIT $2`,
};

/** $1 is a LIKE pattern in small letters. */
export const BY_WORDS: Statements = {
  seller: `SELECT t.id::text AS id, ${SELLER} FROM seller t WHERE lower(t.display_name) LIKE $1
    ORDER BY length(t.display_name), t.id LIMIT $2`,
  product: `SELECT t.id::text AS id, ${PRODUCT} FROM product t
    WHERE lower(t.title || ' ' || t.description) LIKE $1 AND lower(t.title) LIKE $1 ORDER BY length(t.title), t.id LIMIT $2`,
};
