import { hashAt, textAt, type Params } from '../shared/api-client.js';
import type { FrameSettings, Submission } from '../shared/protocol.js';
import { create } from './dom.js';
import { insistOn, stateOf, type Form } from './form.js';
import { createMethodForm, type MethodForm } from './method-form.js';
import { MethodPicker } from './method-picker.js';
import { problem } from './problem.js';

/** The Payment Element: a choice of methods, and the fields of the chosen one. */
export class PaymentForm implements Form {
  readonly root = create('div', { class: 'PaymentElement' });
  private readonly forms = new Map<string, MethodForm>();
  private picker: MethodPicker;
  private settings: FrameSettings;
  onChange: () => void = () => undefined;

  constructor(settings: FrameSettings) {
    this.settings = settings;
    this.picker = this.build(null);
  }

  state(): Params {
    const { selected } = this.picker;
    const saved = this.settings.savedMethods.find(({ id }) => id === selected);
    if (saved !== undefined)
      return {
        empty: false,
        complete: true,
        collapsed: false,
        value: { type: saved.type, payment_method: saved.method },
      };
    const fields = selected === null ? [] : this.form(selected).fields;
    const { empty, complete } = stateOf(fields);
    return {
      empty: selected === null || (fields.length > 0 && empty),
      complete: selected !== null && complete,
      collapsed: selected === null,
      value: { type: selected ?? '' },
    };
  }

  collect(): Params {
    const { selected } = this.picker;
    if (selected === null) return {};
    const saved = this.settings.savedMethods.find(({ id }) => id === selected);
    if (saved !== undefined) return { saved: saved.id };
    return { type: selected, ...this.form(selected).collect() };
  }

  submit(): Submission {
    const { selected } = this.picker;
    if (selected === null) return { error: problem('incomplete_payment_details') };
    const saved = this.settings.savedMethods.find(({ id }) => id === selected);
    if (saved !== undefined) return { selectedPaymentMethod: saved.type };
    const error = insistOn(this.form(selected).fields);
    return error === undefined ? { selectedPaymentMethod: selected } : { error };
  }

  update(settings: FrameSettings): void {
    const { selected } = this.picker;
    const isSame = shapeOf(settings) === shapeOf(this.settings);
    this.settings = settings;
    if (!isSame) {
      const typed = this.typed;
      this.picker = this.build(selected);
      this.fillIn(typed);
    }
    this.lock();
  }

  focus(): void {
    const { selected } = this.picker;
    const first = selected === null || !this.settings.methods.includes(selected) ? undefined : this.form(selected);
    const input = first?.fields[0]?.input;
    if (input === undefined) this.picker.focus();
    else input.focus();
  }

  clear(): void {
    for (const { fields } of this.forms.values()) for (const field of fields) field.clear();
  }

  collapse(): void {
    this.picker.select(null);
  }

  private form(type: string): MethodForm {
    const known = this.forms.get(type);
    if (known !== undefined) return known;
    const form = createMethodForm(type, this.settings);
    for (const part of [...form.fields, ...form.choices])
      part.onChange = () => {
        // Fields may have come or gone.
        for (const field of form.fields)
          field.onChange = () => {
            this.onChange();
          };
        this.onChange();
      };
    this.forms.set(type, form);
    return form;
  }

  private build(selected: string | null): MethodPicker {
    this.forms.clear();
    const { options, savedMethods } = this.settings;
    const layout = hashAt(options, 'layout');
    const type = textAt(options, 'layout') ?? textAt(layout, 'type') ?? 'tabs';
    const picker = new MethodPicker({
      methods: this.methods,
      savedMethods,
      isAccordion: type === 'accordion',
      startsCollapsed: layout['defaultCollapsed'] === true,
      panelOf: (method) => this.form(method).root,
    });
    picker.onChange = () => {
      this.onChange();
    };
    picker.select(selected ?? picker.selected);
    this.root.replaceChildren(picker.root);
    this.lock();
    return picker;
  }

  /** While the page is busy with a payment it may forbid changes; what was typed stays. */
  private lock(): void {
    const isReadOnly = this.settings.options['readOnly'] === true;
    for (const part of this.root.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLButtonElement>(
      'input, select, button',
    ))
      part.disabled = isReadOnly;
  }

  private get typed(): ReadonlyMap<string, string> {
    const parts = this.root.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select');
    return new Map([...parts].map(({ id, value }) => [id, value]));
  }

  private fillIn(typed: ReadonlyMap<string, string>): void {
    for (const { choices, fields } of this.forms.values()) {
      for (const choice of choices) {
        choice.value = typed.get(choice.select.id) ?? choice.value;
        choice.select.dispatchEvent(new Event('change'));
      }
      for (const field of fields) field.value = typed.get(field.input.id) ?? field.value;
    }
  }

  /** The page may wish for an order; what it does not name comes after. */
  private get methods(): string[] {
    const { methods, options } = this.settings;
    const wished = options['paymentMethodOrder'];
    if (!Array.isArray(wished)) return [...methods];
    const first = (wished as string[]).filter((type) => methods.includes(type));
    return [...first, ...methods.filter((type) => !first.includes(type))];
  }
}

/** What a form is built of; what else may change is applied to the one that is there. */
function shapeOf({ methods, options, savesForLater, savedMethods }: FrameSettings): string {
  const { readOnly: _, ...shape } = options;
  return JSON.stringify([methods, shape, savesForLater, savedMethods.map(({ id }) => id)]);
}
