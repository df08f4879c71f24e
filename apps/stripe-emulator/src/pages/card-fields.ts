import { html, type Html } from './html.js';
import { field } from './parts.js';

/** A card's three fields, by the names, ids and placeholders of Stripe's own pages: tests written for those find them. */
export function cardFields(): Html {
  const digits = { inputmode: 'numeric' } as const;
  return html`${field({ ...digits, label: 'Card number', name: 'cardNumber', id: 'cardNumber', autocomplete: 'cc-number', placeholder: '1234 1234 1234 1234' })}
    <div class="row">
      ${field({ ...digits, label: 'Expiration', name: 'cardExpiry', id: 'cardExpiry', autocomplete: 'cc-exp', placeholder: 'MM / YY' })}${field({ ...digits, label: 'CVC', name: 'cardCvc', id: 'cardCvc', autocomplete: 'cc-csc', placeholder: 'CVC' })}
    </div>`;
}

/** Groups digits as they are typed. */
export const CARD_SCRIPT = `
const formats={cardNumber:(digits)=>digits.slice(0,19).replace(/(.{4})(?=.)/g,'$1 '),
cardExpiry:(digits)=>digits.length<3?digits:digits.slice(0,2)+' / '+digits.slice(2,4)};
for(const [id,format] of Object.entries(formats)){const input=document.getElementById(id);
if(input)input.addEventListener('input',()=>{if(input.selectionStart===input.value.length&&/^[\\d /]*$/.test(input.value))input.value=format(input.value.replaceAll(/\\D/g,''))})}`;

/** What was typed as a date: `12/34`, `1234`, `12 / 2034`. A year of two digits is of this century. */
export function expiryOf(text: string): { readonly exp_month: number; readonly exp_year: number } {
  const [, month = '', year = ''] = /^\D*(\d{1,2})\D*(\d{2}|\d{4})\D*$/.exec(text) ?? [];
  return { exp_month: Number(month), exp_year: year.length === 2 ? 2000 + Number(year) : Number(year) };
}
