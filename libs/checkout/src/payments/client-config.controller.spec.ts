import { stripeJsUrl } from './client-config.controller.js';

describe('where Stripe.js is', () => {
  it('is the release of the API version that everything else here speaks', () => {
    expect(stripeJsUrl(undefined)).toMatch(/^https:\/\/js\.stripe\.com\/[a-z]+\/stripe\.js$/);
  });

  it('is the emulator’s own when that stands in for Stripe', () => {
    expect(stripeJsUrl('http://127.0.0.1:12111')).toBe('http://127.0.0.1:12111/v3/');
  });
});
