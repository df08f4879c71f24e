export * from './domain-error.js';
export * from './auth/auth.decorators.js';
export * from './auth/auth.errors.js';
export * from './auth/auth.guard.js';
export * from './auth/authenticator.js';
export * from './auth/cookies.js';
export { wantsCookie } from './auth/csrf-check.js';
export * from './auth/principal.js';
export * from './bootstrap/api-options.js';
export * from './bootstrap/bootstrap-api.js';
export * from './bootstrap/create-api.js';
export * from './bootstrap/http.module.js';
export * from './bootstrap/run-server.js';
export * from './documents/api-document.js';
export * from './documents/route-matrix.js';
export { fieldsOf, type FieldOptions } from './fields/field.js';
export * from './fields/api-answer.decorator.js';
export * from './fields/present.js';
export * from './fields/structure-fields.js';
export {
  ChoiceField,
  CountryField,
  CurrencyField,
  EmailField,
  IdField,
  isId,
  StripeIdField,
  TextField,
  type TextOptions,
  UrlField,
} from './fields/text-fields.js';
export { AmountField, FlagField, InstantField, IntegerField, type IntegerOptions } from './fields/value-fields.js';
export * from './idempotency/idempotency.decorators.js';
export * from './idempotency/idempotency.errors.js';
export * from './idempotency/idempotency.store.js';
export * from './paging/cursor.js';
export * from './paging/keyset.js';
export * from './paging/page.js';
export * from './problems/api-problems.decorator.js';
export * from './problems/problem.js';
export { problemOf, type ProblemBody } from './problems/problem-of.js';
export * from './validation/id-param.decorator.js';
export * from './validation/invalid-request.js';
export * from './validation/request-validation.pipe.js';
