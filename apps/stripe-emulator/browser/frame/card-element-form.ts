import { textAt, type Params } from '../shared/api-client.js';
import type { FrameCall, FrameSettings, Submission } from '../shared/protocol.js';
import { BrandMark, CARD_NAMES, cardParams, cvcField, expiryField, numberField } from './card-inputs.js';
import { brandOf } from './card-number.js';
import { create } from './dom.js';
import { insistOn, stateOf, type Form } from './form.js';
import { TextField } from './text-field.js';

/** Below this width the number makes room once it is complete. */
const NARROW_PIXELS = 430;

/** The card element of old: number, date, code and postal code in one line, in the page's own style. */
export class CardElementForm implements Form {
  private readonly mark = new BrandMark();
  private readonly number = numberField(CARD_NAMES, this.mark, 'Card number');
  private readonly expiry = expiryField(CARD_NAMES);
  private readonly cvc = cvcField(CARD_NAMES, () => brandOf(this.number.value));
  private readonly postal = new TextField({
    ...{ name: 'postal', id: 'card-postal', label: 'ZIP', placeholder: 'ZIP' },
    autocomplete: 'postal-code',
    stableName: 'postalCode',
    check: (text) => (text.length < 3 ? 'incomplete_zip' : null),
  });
  readonly root = create(
    'div',
    { class: 'CardLine' },
    this.mark.root,
    this.number.root,
    this.expiry.root,
    this.cvc.root,
    this.postal.root,
  );
  private hidesPostalCode = false;
  onChange: () => void = () => undefined;

  constructor(settings: FrameSettings) {
    for (const [index, field] of this.all.entries()) {
      field.onChange = () => {
        this.onChange();
      };
      field.input.addEventListener('input', () => {
        this.advance(field, this.all[index + 1]);
      });
      field.input.addEventListener('focus', () => {
        this.makeRoom();
      });
    }
    window.addEventListener('resize', () => {
      this.makeRoom();
    });
    this.update(settings);
  }

  state(): Params {
    const state = stateOf(this.shown);
    return { ...state, brand: brandOf(this.number.value), value: { postalCode: this.postal.value } };
  }

  collect(as: FrameCall['as']): Params {
    const { number, expiry, cvc } = this;
    const card = cardParams({ number, expiry, cvc });
    const zip = this.hidesPostalCode || this.postal.value === '' ? undefined : this.postal.value;
    if (as === 'card_token') return { card: { ...card, address_zip: zip } };
    return {
      type: 'card',
      card,
      billing_details: zip === undefined ? undefined : { address: { postal_code: zip } },
    };
  }

  submit(): Submission {
    const error = insistOn(this.shown);
    return error === undefined ? { selectedPaymentMethod: 'card' } : { error };
  }

  update({ options }: FrameSettings): void {
    this.hidesPostalCode = options['hidePostalCode'] === true;
    this.postal.root.hidden = this.hidesPostalCode;
    this.mark.root.hidden = options['hideIcon'] === true;
    const value = options['value'];
    const zip = typeof value === 'object' && value !== null ? textAt(value as Params, 'postalCode') : undefined;
    if (zip !== undefined) this.postal.value = zip;
    for (const field of this.all) field.input.disabled = options['disabled'] === true;
  }

  focus(): void {
    this.number.input.focus();
  }

  clear(): void {
    for (const field of this.all) field.clear();
    this.makeRoom();
  }

  collapse(): void {
    this.makeRoom();
  }

  private get all(): readonly TextField[] {
    return [this.number, this.expiry, this.cvc, this.postal];
  }

  private get shown(): readonly TextField[] {
    return this.hidesPostalCode ? this.all.slice(0, 3) : this.all;
  }

  /** A field that is complete hands over to the next, so that a card can be typed in one go. */
  private advance(field: TextField, next: TextField | undefined): void {
    const { input } = field;
    const isWhole = field.isComplete && input.selectionStart === input.value.length;
    if (isWhole && next !== undefined && !next.root.hidden && field !== this.postal) next.input.focus();
  }

  private makeRoom(): void {
    const isNarrow = document.documentElement.clientWidth < NARROW_PIXELS;
    const isOnNumber = document.activeElement === this.number.input || !this.number.isComplete;
    this.root.classList.toggle('CardLine--narrow', isNarrow && isOnNumber);
    this.root.classList.toggle('CardLine--lastDigits', isNarrow && !isOnNumber);
    if (isNarrow && !isOnNumber) this.number.input.scrollLeft = this.number.input.scrollWidth;
  }
}
