import { textAt, type Params } from '../shared/api-client.js';
import type { FrameSettings, Submission } from '../shared/protocol.js';
import { ChoiceField } from './choice-field.js';
import { create } from './dom.js';
import { insistOn, stateOf, type Form } from './form.js';
import { digitsField } from './other-method-form.js';
import { problem } from './problem.js';

/** Some of the banks of each kind: all of them do the same here. */
const BANKS = {
  epsBank: [
    ['erste_bank_und_sparkassen', 'Erste Bank und Sparkassen'],
    ['bank_austria', 'Bank Austria'],
    ['bawag_psk_ag', 'BAWAG P.S.K. AG'],
    ['raiffeisen_bankengruppe_osterreich', 'Raiffeisen Bankengruppe Österreich'],
  ],
  fpxBank: [
    ['maybank2u', 'Maybank2U'],
    ['cimb', 'CIMB Clicks'],
    ['public_bank', 'Public Bank'],
    ['rhb', 'RHB Bank'],
  ],
  idealBank: [
    ['abn_amro', 'ABN AMRO'],
    ['bunq', 'bunq'],
    ['ing', 'ING'],
    ['rabobank', 'Rabobank'],
    ['sns_bank', 'SNS'],
    ['triodos_bank', 'Triodos Bank'],
  ],
  p24Bank: [
    ['alior_bank', 'Alior Bank'],
    ['blik', 'BLIK'],
    ['ing', 'ING'],
    ['mbank_mtransfer', 'mBank mTransfer'],
    ['santander_przelew24', 'Santander'],
  ],
} as const;

/** The elements of old at which the payer chooses a bank. */
export class BankForm implements Form {
  private readonly bank: ChoiceField;
  readonly root: HTMLElement;
  onChange: () => void = () => undefined;

  constructor(
    settings: FrameSettings,
    private readonly element: keyof typeof BANKS,
  ) {
    this.bank = new ChoiceField({
      ...{ name: 'bank', id: 'bank', label: 'Bank', autocomplete: 'off' },
      value: textAt(settings.options, 'value') ?? '',
      options: [['', 'Select bank'], ...BANKS[element]],
    });
    this.root = create('div', { class: 'CardLine' }, this.bank.root);
    this.bank.onChange = () => {
      this.onChange();
    };
    this.update(settings);
  }

  state(): Params {
    const { value } = this.bank;
    return { empty: value === '', complete: value !== '', value };
  }

  collect(): Params {
    const type = this.element.replace('Bank', '');
    return { type, [type]: this.bank.value === '' ? {} : { bank: this.bank.value } };
  }

  submit(): Submission {
    return this.bank.value === '' ? { error: problem('incomplete_bank') } : {};
  }

  update({ options }: FrameSettings): void {
    this.bank.select.disabled = options['disabled'] === true;
  }

  focus(): void {
    this.bank.select.focus();
  }

  clear(): void {
    this.bank.value = '';
    this.onChange();
  }

  collapse(): void {
    this.bank.select.blur();
  }
}

/** The element of old for Australian direct debits. */
export class AuBankAccountForm implements Form {
  private readonly bsb = digitsField('bsb_number', 'BSB', '000-000', 6);
  private readonly account = digitsField('account_number', 'Account number', '000123456', 5);
  private readonly fields = [this.bsb, this.account];
  readonly root = create('div', { class: 'CardLine CardLine--short' }, this.bsb.root, this.account.root);
  onChange: () => void = () => undefined;

  constructor(settings: FrameSettings) {
    this.bsb.input.name = 'au_bsb';
    this.account.input.name = 'au_bank_account_number';
    for (const field of this.fields)
      field.onChange = () => {
        this.onChange();
      };
    this.update(settings);
  }

  state(): Params {
    return { ...stateOf(this.fields), bankName: this.bsb.isComplete ? 'STRIPE TEST BANK' : undefined };
  }

  collect(): Params {
    const debit = { bsb_number: this.bsb.value, account_number: this.account.value };
    return { type: 'au_becs_debit', au_becs_debit: debit };
  }

  submit(): Submission {
    const error = insistOn(this.fields);
    return error === undefined ? {} : { error };
  }

  update({ options }: FrameSettings): void {
    for (const { input } of this.fields) input.disabled = options['disabled'] === true;
  }

  focus(): void {
    this.bsb.input.focus();
  }

  clear(): void {
    for (const field of this.fields) field.clear();
  }

  collapse(): void {
    for (const { input } of this.fields) input.blur();
  }
}
