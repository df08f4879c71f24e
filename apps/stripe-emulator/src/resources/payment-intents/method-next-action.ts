import type Stripe from 'stripe';
import { flowOf, METHOD_KINDS } from '../payment-methods/method-kinds.js';

const DAY = 86_400;

interface Waiting {
  readonly type: string;
  /** The page that takes the payer's answer. */
  readonly url: string;
  readonly returnUrl: string | null;
  readonly now: number;
}

/** What the payer is to do next, for kinds that do not simply redirect. Codes and vouchers lead to the hosted page. */
export function nextActionOf(waiting: Waiting): Stripe.PaymentIntent.NextAction | undefined {
  const type = METHOD_KINDS[waiting.type]?.nextAction;
  if (type === undefined) return flowOf(waiting.type) === 'wait' ? { type: 'await_notification' } : undefined;
  return { type, [type]: DETAILS[type]?.(waiting) ?? {} };
}

const qr = ({ url }: Waiting) => ({
  image_url_png: `${url}&code=png`,
  image_url_svg: `${url}&code=svg`,
});
const expiringCode = (waiting: Waiting) => ({
  hosted_instructions_url: waiting.url,
  mobile_auth_url: waiting.url,
  qr_code: { expires_at: waiting.now + DAY, ...qr(waiting) },
});

const DETAILS: Readonly<Record<string, (waiting: Waiting) => object>> = {
  alipay_handle_redirect: ({ url, returnUrl }) => ({
    native_data: null,
    native_url: null,
    return_url: returnUrl,
    url,
  }),
  blik_authorize: () => ({}),
  boleto_display_details: ({ url, now }) => ({
    expires_at: now + 3 * DAY,
    hosted_voucher_url: url,
    number: '01010101010101010101010101010101010101010101010',
    pdf: `${url}&format=pdf`,
  }),
  cashapp_handle_redirect_or_display_qr_code: expiringCode,
  konbini_display_details: ({ url, now }) => {
    const code = { payment_code: '000000' };
    return {
      expires_at: now + 3 * DAY,
      hosted_voucher_url: url,
      stores: { familymart: code, lawson: code, ministop: code, seicomart: code },
    };
  },
  multibanco_display_details: ({ url, now }) => ({
    entity: '11111',
    expires_at: now + 7 * DAY,
    hosted_voucher_url: url,
    reference: '123456789',
  }),
  oxxo_display_details: ({ url, now }) => ({
    expires_after: now + 3 * DAY,
    hosted_voucher_url: url,
    number: '01234567890123456789012345678901',
  }),
  paynow_display_qr_code: (waiting) => ({
    data: waiting.url,
    hosted_instructions_url: waiting.url,
    ...qr(waiting),
  }),
  pix_display_qr_code: (waiting) => ({
    data: waiting.url,
    expires_at: waiting.now + DAY,
    hosted_instructions_url: waiting.url,
    ...qr(waiting),
  }),
  promptpay_display_qr_code: (waiting) => ({
    data: waiting.url,
    hosted_instructions_url: waiting.url,
    ...qr(waiting),
  }),
  swish_handle_redirect_or_display_qr_code: (waiting) => ({
    hosted_instructions_url: waiting.url,
    mobile_auth_url: waiting.url,
    qr_code: { data: waiting.url, expires_at: waiting.now + DAY, ...qr(waiting) },
  }),
  upi_handle_redirect_or_display_qr_code: (waiting) => ({
    hosted_instructions_url: waiting.url,
    qr_code: { expires_at: waiting.now + DAY, ...qr(waiting) },
  }),
  wechat_pay_display_qr_code: (waiting) => ({
    data: waiting.url,
    hosted_instructions_url: waiting.url,
    image_data_url: `${waiting.url}&code=data`,
    ...qr(waiting),
  }),
};
