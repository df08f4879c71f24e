import { InvalidConfiguration, loadGatewayConfig } from './index.js';

const valid = {
  BUYER_API_URL: 'http://127.0.0.1:3002',
  SELLER_API_URL: 'http://127.0.0.1:3001',
  ADMIN_API_URL: 'http://127.0.0.1:3003',
};

describe('loadGatewayConfig', () => {
  it('needs the addresses of the three APIs and nothing else', () => {
    expect(loadGatewayConfig(valid)).toMatchObject({
      apis: { buyer: 'http://127.0.0.1:3002', seller: 'http://127.0.0.1:3001', admin: 'http://127.0.0.1:3003' },
      stripeApiBase: undefined,
      trustProxy: false,
    });
  });

  it('reports all mistakes at once', () => {
    expect.assertions(1);
    try {
      loadGatewayConfig({ BUYER_API_URL: 'nowhere', ADMIN_API_URL: 'ftp://x' });
    } catch (error) {
      expect((error as InvalidConfiguration).mistakes.map((mistake) => mistake.split(':')[0])).toEqual([
        'BUYER_API_URL',
        'SELLER_API_URL',
        'ADMIN_API_URL',
      ]);
    }
  });
});
