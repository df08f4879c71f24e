import { currencyRule, isCurrency } from '@guildhall/money';
import { html, type Html, type Piece } from './html.js';

export type Tone = 'plain' | 'ok' | 'warn' | 'danger';

/** What went wrong, announced by screen readers; nothing for an empty list. */
export function alert(lines: readonly string[]): Piece {
  if (lines.length === 0) return null;
  if (lines.length === 1) return html`<div class="alert" role="alert">${lines[0]}</div>`;
  return html`<div class="alert" role="alert">
    <ul>
      ${lines.map((line) => html`<li>${line}</li>`)}
    </ul>
  </div>`;
}

/** Something that is not a mistake. */
export function notice(text: Piece, tone: 'ok' | 'info' = 'info'): Html {
  return html`<div class="alert ${tone}" role="status">${text}</div>`;
}

export function badge(text: string, tone: Tone = 'plain'): Html {
  return html`<span class="badge ${tone}">${text}</span>`;
}

const TONES: Readonly<Record<string, Tone>> = Object.fromEntries([
  ...['succeeded', 'paid', 'active', 'complete', 'available', 'enabled', 'won', 'verified', 'open'].map(
    (status) => [status, 'ok'] as const,
  ),
  ...[
    'pending',
    'processing',
    'in_transit',
    'incomplete',
    'past_due',
    'trialing',
    'needs_response',
    'under_review',
    'draft',
    'warning_needs_response',
    'warning_under_review',
    'requires_action',
    'requires_payment_method',
    'requires_confirmation',
    'requires_capture',
  ].map((status) => [status, 'warn'] as const),
  ...['failed', 'canceled', 'void', 'uncollectible', 'lost', 'unpaid', 'disabled', 'expired'].map(
    (status) => [status, 'danger'] as const,
  ),
]);

/** A status in Stripe's words (`requires_action`), coloured by what it means. */
export function statusBadge(status: string): Html {
  return badge(
    status.replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase()),
    TONES[status] ?? 'plain',
  );
}

/** Rows of cells. Without rows, `empty` stands in their place. */
export function table(options: {
  readonly caption?: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly Piece[])[];
  /** Columns (from 0) whose figures stand right. */
  readonly right?: readonly number[];
  readonly empty: string;
}): Html {
  const { caption, headings, rows, right = [], empty } = options;
  if (rows.length === 0)
    return html`${caption !== undefined && html`<h3>${caption}</h3>`}
      <p class="empty">${empty}</p>`;
  const sideOf = (column: number) => (right.includes(column) ? html` class="right nowrap"` : null);
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${caption ?? headings.join(', ')}">
    <table>
      ${
        caption !== undefined &&
        html`<caption>
          ${caption}
        </caption>`
      }
      <thead>
        <tr>
          ${headings.map((heading, column) => html`<th scope="col" ${sideOf(column)}>${heading}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell, column) => html`<td${sideOf(column)}>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Names and values beside each other. */
export function pairs(entries: readonly (readonly [name: string, value: Piece])[]): Html {
  return html`<dl class="pairs">
    ${entries.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

export interface FieldDefinition {
  readonly label: string;
  readonly name: string;
  /** Default: made of the name. */
  readonly id?: string | undefined;
  readonly value?: string | number | null | undefined;
  readonly hint?: string | undefined;
  /** What is wrong with the value, said below it and announced. */
  readonly error?: string | undefined;
  readonly isRequired?: boolean;
}

/** An input with its label, hint and error. */
export function field(
  definition: FieldDefinition & {
    readonly type?: 'text' | 'email' | 'tel' | 'url' | 'number' | 'date' | 'password';
    /** As in HTML, e.g. `email`, `postal-code`. */
    readonly autocomplete?: string;
    readonly inputmode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'url';
    readonly placeholder?: string;
    readonly min?: number;
    readonly max?: number;
  },
): Html {
  const {
    label,
    name,
    value,
    error,
    isRequired = false,
    type = 'text',
    autocomplete,
    inputmode,
    placeholder,
    min,
    max,
  } = definition;
  return html`<div class="field">
    <label for="${idOf(definition)}">${label}</label
    ><input
      id="${idOf(definition)}"
      name="${name}"
      type="${type}"
      value="${value ?? ''}"
      ${described(definition)}${optional('autocomplete', autocomplete)}${optional('inputmode', inputmode)}${optional('placeholder', placeholder)}${optional('min', min)}${optional('max', max)}${isRequired && html` required`}${error !== undefined && html` aria-invalid="true"`}
    />${remarks(definition)}
  </div>`;
}

/** A list to choose one from. `options` are values and what people read. */
export function select(
  definition: FieldDefinition & {
    readonly options: readonly (readonly [value: string, text: string])[];
    readonly autocomplete?: string;
  },
): Html {
  const { label, name, value, options, isRequired = false } = definition;
  return html`<div class="field">
    <label for="${idOf(definition)}">${label}</label
    ><select
      id="${idOf(definition)}"
      name="${name}"
      ${described(definition)}${optional('autocomplete', definition.autocomplete)}${isRequired && html` required`}
    >
      ${options.map(
        ([option, text]) => html`<option value="${option}" ${option === value && html` selected`}>${text}</option>`,
      )}</select
    >${remarks(definition)}
  </div>`;
}

/** One of a few, all visible. */
export function choices(
  definition: FieldDefinition & { readonly options: readonly (readonly [value: string, text: Piece])[] },
): Html {
  const { label, name, value, options } = definition;
  return html`<fieldset>
    <legend>${label}</legend>
    ${options.map(
      ([option, text]) =>
        html`<label class="choice"
          ><input type="radio" name="${name}" value="${option}" ${option === value && html` checked`} /><span
            >${text}</span
          ></label
        >`,
    )}${remarks(definition)}
  </fieldset>`;
}

export function checkbox(definition: {
  readonly label: Piece;
  readonly name: string;
  readonly value?: string;
  readonly isChecked?: boolean;
}): Html {
  const { label, name, value = 'true', isChecked = false } = definition;
  return html`<label class="choice"
    ><input type="checkbox" name="${name}" value="${value}" ${isChecked && html` checked`} /><span
      >${label}</span
    ></label
  >`;
}

/** A button that sends its form; `name` and `value` say which one was pressed. */
export function button(
  text: Piece,
  options: {
    readonly name?: string;
    readonly value?: string;
    readonly look?: 'quiet' | 'danger' | 'full' | 'small quiet';
    readonly id?: string;
    /** The one that pays: found as on Stripe's own pages by tests written for those. */
    readonly isPayment?: boolean;
    /** Sends the form even where something required is missing. */
    readonly skipsChecks?: boolean;
  } = {},
): Html {
  const { name, value, look, id, isPayment = false, skipsChecks = false } = options;
  return html`<button${skipsChecks && html` formnovalidate`}${optional('id', id)}${isPayment && html` type="submit" data-testid="hosted-payment-submit-button"`}${optional('name', name)}${optional('value', value)}${optional('class', isPayment ? 'full SubmitButton' : look)}>${text}</button>`;
}

/** Buttons side by side; one below the other on a phone. */
export function actions(...buttons: readonly Piece[]): Html {
  return html`<div class="actions">${buttons}</div>`;
}

/** An amount as people write it: `$12.50`. @param amount minor units */
export function money(amount: number, currency: string): string {
  const digits = isCurrency(currency) ? currencyRule(currency).minorDigits : 2;
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** digits);
}

/** A day: `Nov 22, 2026`. @param seconds Unix time */
export function day(seconds: number): string {
  return new Date(seconds * 1000).toLocaleDateString('en-US', { dateStyle: 'medium', timeZone: 'UTC' });
}

/** A day of late, for narrow tables: `Nov 22`. @param seconds Unix time */
export function shortDay(seconds: number): Html {
  const at = new Date(seconds * 1000);
  const text = at.toLocaleDateString('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' });
  return html`<time class="nowrap" datetime="${at.toISOString()}">${text}</time>`;
}

function optional(name: string, value: string | number | undefined): Piece {
  return value === undefined ? null : html` ${name}="${value}"`;
}

/** `individual[first_name]` becomes `individual-first-name`. */
function idOf({ id, name }: Pick<FieldDefinition, 'id' | 'name'>): string {
  return id ?? name.replaceAll(/[^a-z0-9]+/gi, '-').replace(/-$/, '');
}

function described(definition: FieldDefinition): Piece {
  const { hint, error } = definition;
  const id = idOf(definition);
  const ids = [...(hint === undefined ? [] : [`${id}-hint`]), ...(error === undefined ? [] : [`${id}-error`])];
  return ids.length === 0 ? null : html` aria-describedby="${ids.join(' ')}"`;
}

function remarks(definition: FieldDefinition): Html {
  const { hint, error } = definition;
  const id = idOf(definition);
  return html`${hint !== undefined && html`<span class="hint" id="${id}-hint">${hint}</span>`}${error !== undefined && html`<span class="wrong" id="${id}-error">${error}</span>`}`;
}
