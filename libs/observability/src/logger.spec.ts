import { Logger as NestLogger } from '@nestjs/common';
import { createLogger } from './logger.js';
import { addLogContext, withLogContext } from './log-context.js';
import { NestLoggerService } from './nest-logger.service.js';

const CARD = '4242424242424242';

function recorder() {
  const lines: string[] = [];
  const logger = createLogger({ service: 'test', level: 'trace', destination: { write: (line) => lines.push(line) } });
  return { logger, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> };
}

describe('logger', () => {
  it('writes one JSON object a line', () => {
    const { logger, last } = recorder();
    logger.info({ url: 'http://127.0.0.1:1' }, 'listening');
    expect(last()).toMatchObject({ level: 'info', service: 'test', url: 'http://127.0.0.1:1', msg: 'listening' });
  });

  it('carries the ids of the running context through awaits, and only there', async () => {
    const { logger, last } = recorder();
    await withLogContext({ requestId: 'r1' }, async () => {
      await Promise.resolve();
      addLogContext({ orderId: 'o1' });
      await withLogContext({ stripeEventId: 'evt_1' }, async () => {
        await new Promise((resolve) => setImmediate(resolve));
        logger.info('inside');
      });
      expect(last()).toMatchObject({ requestId: 'r1', orderId: 'o1', stripeEventId: 'evt_1' });
      logger.info('between');
      expect(last()).not.toHaveProperty('stripeEventId');
    });
    logger.info('outside');
    expect(last()).not.toHaveProperty('requestId');
  });

  it('I9: lets no card number through any way of logging', () => {
    const { logger, lines } = recorder();
    const error = Object.assign(new Error(`declined ${CARD}`), { raw: { number: CARD } });
    logger.info(CARD);
    logger.info({ card: CARD }, `paid with ${CARD}`);
    logger.info('%s and %o and %d', CARD, { card: CARD }, Number(CARD));
    logger.error(error);
    logger.error({ err: error }, 'failed');
    logger.error({ error, [CARD]: 1 });
    logger.child({ card: CARD }).warn('child');
    withLogContext({ requestId: CARD }, () => {
      logger.info('context');
    });
    expect(lines).toHaveLength(8);
    expect(lines.join('')).not.toContain(CARD);
  });

  it('is what Nest writes through', () => {
    const { logger, last } = recorder();
    NestLogger.overrideLogger(new NestLoggerService(logger));
    const nest = new NestLogger('Orders');
    nest.log('created');
    expect(last()).toMatchObject({ level: 'info', context: 'Orders', msg: 'created' });
    nest.error('failed', 'Error: x\n  at y');
    expect(last()).toMatchObject({ level: 'error', context: 'Orders', stack: 'Error: x\n  at y', msg: 'failed' });
    nest.error(new Error(`card ${CARD}`));
    expect(last()).toMatchObject({ level: 'error', msg: 'card [redacted]', err: { type: 'Error' } });
    nest.verbose({ orderId: 'o1' });
    expect(last()).toMatchObject({ level: 'trace', orderId: 'o1' });
  });
});
