import { safePath } from './safe-path.js';

it.each([
  ['/orders', '/orders'],
  ['/account/payment-methods', '/account/payment-methods'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  [null, '/'],
])('%s leads to %s after signing in', (wanted, path) => {
  expect(safePath(wanted)).toBe(path);
});
