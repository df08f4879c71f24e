import { create } from './dom.js';

/** A list to choose from, with its label. */
export class ChoiceField {
  readonly root: HTMLElement;
  readonly select: HTMLSelectElement;
  onChange: () => void = () => undefined;

  constructor(rules: {
    readonly name: string;
    readonly id: string;
    readonly label: string;
    readonly autocomplete: string;
    readonly value: string;
    readonly options: readonly (readonly [value: string, text: string])[];
  }) {
    const { name, id, label, autocomplete, value, options } = rules;
    this.select = create(
      'select',
      { id, name, class: 'Input Select', autocomplete },
      ...options.map(([option, text]) => create('option', { value: option, selected: option === value }, text)),
    );
    this.root = create(
      'div',
      { class: 'Field' },
      create('label', { class: 'Label', for: id }, label),
      create('div', { class: 'InputBox' }, this.select),
    );
    this.select.addEventListener('change', () => {
      this.onChange();
    });
  }

  set options(options: readonly (readonly [value: string, text: string])[]) {
    this.select.replaceChildren(...options.map(([value, text]) => create('option', { value }, text)));
  }

  get value(): string {
    return this.select.value;
  }

  set value(value: string) {
    this.select.value = value;
  }
}
