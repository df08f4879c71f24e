import { loadConfig } from '@guildhall/config';
import { ReturnUrls } from './return-urls.js';

const ORIGIN = 'https://sell.guild.example';
const config = loadConfig({
  NODE_ENV: 'test',
  DATABASE_URL: 'postgres://nobody@127.0.0.1/none',
  STRIPE_SECRET_KEY: 'sk_test_urls',
  RETURN_URL_ORIGINS: 'https://guild.example,http://localhost:3000,http://127.0.0.1',
});

describe('return addresses', () => {
  const choose = (given?: string) => new ReturnUrls(config).choose(given, ORIGIN, '/v1/back');

  it('are the API’s own when none is given', () => {
    expect(choose()).toBe('https://sell.guild.example/v1/back');
  });

  it.each([
    'https://guild.example/sell?step=2',
    'http://localhost:3000/sell',
    'http://127.0.0.1:4200/sell',
    'https://sell.guild.example/other',
  ])('may be %s', (given) => {
    expect(choose(given)).toBe(given);
  });

  it.each([
    'https://evil.example/',
    'http://guild.example/', // not encrypted
    'https://guild.example.evil.example/',
    'https://evil.example/https://guild.example/',
    'https://guild.example@evil.example/',
    'https://sub.guild.example/',
    'http://localhost:3001/',
    'https://localhost:3000/',
    'javascript:alert(1)',
    'https://guild.example:444/', // a port of its own is a site of its own
  ])('may not be %s', (given) => {
    expect(() => choose(given)).toThrow('must belong to this marketplace');
  });
});
