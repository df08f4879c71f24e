export * from './onboarding.errors.js';
export * from './onboarding.modules.js';
export { inPlainWords } from './requirement-words.js';
export { type MissingItem, type Readiness, readinessOf } from './readiness.js';
