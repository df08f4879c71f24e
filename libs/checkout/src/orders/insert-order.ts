import { prepared } from '@guildhall/database';
import type { EntityManager } from 'typeorm';
import type { NewOrder } from './order.repository.js';

const INSERT = `
  WITH placed AS (
    INSERT INTO marketplace_order (id, user_id, guest_email, guest_token_hash, request_key, state, charge_mode, currency,
      amount_minor, shipping_minor, shipping_address, transfer_group, expires_at, created_at, updated_at)
    SELECT id, "userId", "guestEmail", "guestTokenHash", "requestKey", state, "chargeMode", currency,
      "amountMinor", "shippingMinor", nullif("shippingAddress", 'null'), "transferGroup", "expiresAt", "createdAt", "updatedAt"
    FROM jsonb_to_record($1) AS o (id uuid, "userId" uuid, "guestEmail" text, "guestTokenHash" text, "requestKey" text,
      state text, "chargeMode" text, currency text, "amountMinor" bigint, "shippingMinor" bigint, "shippingAddress" jsonb, "transferGroup" text,
      "expiresAt" timestamptz, "createdAt" timestamptz, "updatedAt" timestamptz)
    ON CONFLICT (request_key) DO NOTHING
    RETURNING id),
  lines AS (
    INSERT INTO order_line (id, order_id, position, product_id, seller_id, title, quantity, unit_price_minor, goods_minor,
      shipping_minor, commission_minor, commission_tax_minor, commission_rule_id, commission_rule_version, commission_explanation)
    SELECT l.id, placed.id, position, "productId", "sellerId", title, quantity, "unitPriceMinor", "goodsMinor",
      "shippingMinor", "commissionMinor", "commissionTaxMinor", "commissionRuleId", "commissionRuleVersion", "commissionExplanation"
    FROM placed, jsonb_to_recordset($2) AS l (id uuid, position integer, "productId" uuid, "sellerId" uuid, title text,
      quantity integer, "unitPriceMinor" bigint, "goodsMinor" bigint, "shippingMinor" bigint, "commissionMinor" bigint,
      "commissionTaxMinor" bigint, "commissionRuleId" uuid, "commissionRuleVersion" integer, "commissionExplanation" text)
    RETURNING product_id, quantity),
  shares AS (
    INSERT INTO seller_share (order_id, seller_id, position, stripe_account_id, amount_minor, commission_minor, transfer_minor)
    SELECT placed.id, "sellerId", position, "stripeAccountId", "amountMinor", "commissionMinor", "transferMinor"
    FROM placed, jsonb_to_recordset($3) AS s ("sellerId" uuid, position integer, "stripeAccountId" text,
      "amountMinor" bigint, "commissionMinor" bigint, "transferMinor" bigint)),
  payments AS (
    INSERT INTO payment (id, order_id, status, currency, amount_minor, application_fee_minor, created_at, updated_at)
    SELECT p.id, placed.id, status, currency, "amountMinor", "applicationFeeMinor", "createdAt", "updatedAt"
    FROM placed, jsonb_to_record($4) AS p (id uuid, status text, currency text, "amountMinor" bigint,
      "applicationFeeMinor" bigint, "createdAt" timestamptz, "updatedAt" timestamptz)),
  reserved AS (
    UPDATE product SET stock = stock - wanted.quantity, updated_at = now()
    FROM (SELECT product_id, sum(quantity)::integer AS quantity FROM lines GROUP BY product_id) wanted
    WHERE product.id = wanted.product_id)
  SELECT id FROM placed`;

/**
 * Writes an order with its lines, shares and payment and takes its goods off the stock, in one round trip: a buyer
 * waits for it. The products' rows are locked by the caller.
 * @returns false, with nothing written, when the request has an order already
 */
export async function insertOrder(
  manager: EntityManager,
  { order, lines, shares, payment }: NewOrder,
): Promise<boolean> {
  const placed = await prepared(manager, 'order_insert', INSERT, [order, lines, shares, payment].map(toJson));
  return placed.length === 1;
}

/** PostgreSQL reads a bigint from text as well, and JSON has no number for it. */
function toJson(rows: unknown): string {
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}
