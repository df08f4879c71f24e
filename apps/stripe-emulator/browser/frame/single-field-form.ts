import { textAt, type Params } from '../shared/api-client.js';
import type { FrameCall, FrameSettings, Submission } from '../shared/protocol.js';
import { BrandMark, CARD_NAMES, cardParams, cvcField, expiryField, numberField } from './card-inputs.js';
import { brandOf } from './card-number.js';
import { create } from './dom.js';
import { insistOn, stateOf, type Form } from './form.js';
import { compactIban, formatIban, problemOfIban } from './iban.js';
import { TextField } from './text-field.js';

interface Kind {
  readonly field: TextField;
  readonly mark: BrandMark | null;
  /** What its change event tells beyond `empty`, `complete` and `error`. */
  extra(): Params;
  collect(as: FrameCall['as']): Params;
}

function kindOf({ element, options }: FrameSettings): Kind {
  const placeholder = textAt(options, 'placeholder');
  if (element === 'cardNumber') {
    const mark = options['showIcon'] === true ? new BrandMark() : null;
    const field = numberField(CARD_NAMES, mark, placeholder);
    const collect = () => ({ type: 'card', card: cardParams({ number: field }) });
    return { field, mark, extra: () => ({ brand: brandOf(field.value) }), collect };
  }
  if (element === 'cardExpiry') {
    const field = expiryField(CARD_NAMES, placeholder);
    return { field, mark: null, extra: () => ({}), collect: () => ({ card: cardParams({ expiry: field }) }) };
  }
  if (element === 'iban') {
    const field = ibanField('iban', 'iban');
    const extra = () => ({ country: compactIban(field.value).slice(0, 2), bankName: '' });
    const collect = () => ({ type: 'sepa_debit', sepa_debit: { iban: compactIban(field.value) } });
    return { field, mark: null, extra, collect };
  }
  const field = cvcField(CARD_NAMES, () => null, placeholder);
  const collect = (as: FrameCall['as']): Params =>
    as === 'cvc' ? { cvc: field.value } : { card: cardParams({ cvc: field }) };
  return { field, mark: null, extra: () => ({}), collect };
}

export function ibanField(name: string, id: string): TextField {
  return new TextField({
    ...{ name, id, label: 'IBAN', placeholder: 'DE00 0000 0000 0000 0000 00', autocomplete: 'off' },
    format: formatIban,
    check: problemOfIban,
  });
}

/** One field alone: a split card element, or an IBAN. */
export class SingleFieldForm implements Form {
  private readonly kind: Kind;
  readonly root: HTMLElement;
  onChange: () => void = () => undefined;

  constructor(settings: FrameSettings) {
    this.kind = kindOf(settings);
    const { field, mark } = this.kind;
    this.root = create('div', { class: 'CardLine' }, mark?.root ?? null, field.root);
    field.onChange = () => {
      this.onChange();
    };
    this.update(settings);
  }

  state(): Params {
    return { ...stateOf([this.kind.field]), ...this.kind.extra() };
  }

  collect(as: FrameCall['as']): Params {
    const { type, ...params } = this.kind.collect(as);
    return as === 'payment_method' && type !== undefined ? { type, ...params } : params;
  }

  submit(): Submission {
    const error = insistOn([this.kind.field]);
    return error === undefined ? {} : { error };
  }

  update({ options }: FrameSettings): void {
    const { input } = this.kind.field;
    input.disabled = options['disabled'] === true;
    const placeholder = textAt(options, 'placeholder');
    if (placeholder !== undefined) input.placeholder = placeholder;
  }

  focus(): void {
    this.kind.field.input.focus();
  }

  clear(): void {
    this.kind.field.clear();
  }

  collapse(): void {
    this.kind.field.input.blur();
  }
}
