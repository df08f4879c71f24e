import { create } from './dom.js';
import { problem, type ProblemCode } from './problem.js';

export interface FieldRules {
  /** Name and id of the input, as Stripe names it: tests of pages look for it. */
  readonly name: string;
  readonly id: string;
  readonly label: string;
  /** What tests of pages with card elements look for besides its name. */
  readonly stableName?: string;
  readonly placeholder?: string;
  readonly autocomplete: string;
  readonly inputmode?: string;
  readonly type?: string;
  readonly isOptional?: boolean;
  readonly value?: string;
  readonly format?: (text: string, previous: string) => string;
  /** What is wrong with a text; `incomplete_*` is said only once the field was left or the form sent. */
  readonly check: (text: string) => ProblemCode | null;
}

/** An input with its label and its error. It says when something changes; what it holds never leaves the frame by itself. */
export class TextField {
  readonly root: HTMLElement;
  readonly input: HTMLInputElement;
  private readonly error: HTMLElement;
  private readonly labelText: HTMLLabelElement;
  private wasLeft = false;
  onChange: () => void = () => undefined;

  constructor(
    private readonly rules: FieldRules,
    icon: Element | null = null,
  ) {
    this.input = create('input', {
      ...{
        id: rules.id,
        name: rules.name,
        type: rules.type ?? 'text',
        class: 'Input',
        dir: 'ltr',
        spellcheck: 'false',
      },
      ...{ placeholder: rules.placeholder, autocomplete: rules.autocomplete, inputmode: rules.inputmode },
      ...{
        'aria-required': rules.isOptional !== true,
        'aria-invalid': 'false',
        'aria-describedby': `${rules.id}-error`,
      },
      ...{ autocorrect: 'off', autocapitalize: 'off', 'data-elements-stable-field-name': rules.stableName },
    });
    this.input.value = rules.value ?? '';
    this.error = create('p', { id: `${rules.id}-error`, class: 'Error', role: 'alert', hidden: true });
    this.labelText = create('label', { class: 'Label', for: rules.id }, rules.label);
    this.root = create(
      'div',
      { class: 'Field' },
      this.labelText,
      create('div', { class: 'InputBox' }, this.input, icon),
      this.error,
    );
    this.input.addEventListener('input', () => {
      this.reformat();
      this.wasLeft = false;
      this.show();
      this.onChange();
    });
    this.input.addEventListener('blur', () => {
      this.wasLeft = this.value !== '';
      this.show();
      this.onChange();
    });
  }

  get value(): string {
    return this.input.value.trim();
  }

  set value(text: string) {
    this.input.value = this.rules.format?.(text, '') ?? text;
    this.show();
  }

  set label(text: string) {
    this.labelText.textContent = text;
  }

  get isComplete(): boolean {
    return this.problem === null;
  }

  /** What is wrong, whether it is shown yet or not. */
  get problem(): ProblemCode | null {
    if (this.value === '' && this.rules.isOptional === true) return null;
    return this.rules.check(this.value);
  }

  /** What is wrong and shown: not that something is missing while it is still being typed. */
  get shownProblem(): ProblemCode | null {
    const { problem: found } = this;
    return found === null || (found.startsWith('incomplete') && !this.wasLeft) ? null : found;
  }

  /** Shows what is wrong even if nothing was typed. */
  insist(): ProblemCode | null {
    this.wasLeft = true;
    this.show();
    return this.problem;
  }

  clear(): void {
    this.input.value = '';
    this.wasLeft = false;
    this.show();
    this.onChange();
  }

  /** Formats what is there, and keeps the caret behind the character it was behind. */
  private reformat(): void {
    const { format } = this.rules;
    if (format === undefined) return;
    const { input } = this;
    const caret = input.selectionStart ?? input.value.length;
    const isAtEnd = caret === input.value.length;
    const before = input.value.slice(0, caret).replaceAll(/[^0-9a-z]/gi, '').length;
    const formatted = format(input.value, this.previous);
    this.previous = formatted;
    if (formatted === input.value) return;
    input.value = formatted;
    if (isAtEnd) return;
    let position = 0;
    for (let seen = 0; seen < before && position < formatted.length; position += 1)
      if (/[0-9a-z]/i.test(formatted[position] ?? '')) seen += 1;
    input.setSelectionRange(position, position);
  }

  private previous = '';

  private show(): void {
    const code = this.shownProblem;
    this.input.setAttribute('aria-invalid', String(code !== null));
    this.input.classList.toggle('Input--invalid', code !== null);
    this.input.classList.toggle('Input--empty', this.value === '');
    this.labelText.classList.toggle('Label--invalid', code !== null);
    this.error.hidden = code === null;
    const text = code === null ? '' : problem(code).message;
    if (this.error.textContent !== text) this.error.textContent = text;
  }
}
