import { loadGatewayConfig } from '@guildhall/config';
import { createLogger } from '@guildhall/observability';
import { createGateway } from './create-gateway.js';

async function main(): Promise<void> {
  const config = loadGatewayConfig(process.env);
  const logger = createLogger({ service: 'gateway', level: config.logLevel });
  const app = await createGateway(config, logger);
  const url = await app.listen({ host: config.host, port: config.port });
  process.send?.({ ready: true, url });

  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('disconnect', stop); // whoever started it is gone
}

void main();
