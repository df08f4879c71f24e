import type { ApiModule, ApiOptions } from './api-options.js';
import { createApi } from './create-api.js';
import { closeConnectionsWhen } from './fastify-hooks.js';
import { runServer } from './run-server.js';

/** Runs an API as this process, until it is told to stop. */
export function bootstrapApi(api: ApiModule, options: ApiOptions): Promise<void> {
  return runServer({
    name: options.name,
    create: async (config, logger, isStopping) => {
      const app = await createApi(api, config, options, logger);
      closeConnectionsWhen(app.getHttpAdapter().getInstance(), isStopping);
      return app;
    },
  });
}
