import type { Params } from '../shared/api-client.js';
import type { StripeError } from '../shared/errors.js';
import type { FrameCall, FrameSettings, Submission } from '../shared/protocol.js';
import { problem } from './problem.js';
import type { TextField } from './text-field.js';

/** What stands in a frame: the fields of one element. */
export interface Form {
  readonly root: HTMLElement;
  onChange: () => void;
  /** What its `change` event tells, but for the element's type. Never a card number. */
  state(): Params;
  /** What was typed, for the API only. */
  collect(as: FrameCall['as']): Params;
  /** Shows all that is wrong. */
  submit(): Submission;
  update(settings: FrameSettings): void;
  focus(): void;
  clear(): void;
  collapse(): void;
}

/** The first thing wrong in a row of fields, all of them shown. */
export function insistOn(fields: readonly TextField[]): StripeError | undefined {
  const codes = fields.map((field) => field.insist());
  const first = codes.findIndex((code) => code !== null);
  if (first === -1) return undefined;
  fields[first]?.input.focus();
  const code = codes[first];
  return code == null ? undefined : problem(code);
}

/** `empty`, `complete` and the `error` that shows, of a row of fields. */
export function stateOf(fields: readonly TextField[]): Params {
  const shown = fields.map((field) => field.shownProblem).find((code) => code !== null);
  return {
    empty: fields.every((field) => field.value === ''),
    complete: fields.every((field) => field.isComplete),
    error: shown == null ? undefined : { ...problem(shown), type: 'validation_error' },
  };
}
