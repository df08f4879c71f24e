import type { HealthRegistry, Metrics } from '@guildhall/observability';
import type { FastifyInstance } from 'fastify';

/** For whatever watches the process: `/health/live`, `/health/ready`, `/metrics`. */
export function addServiceRoutes(fastify: FastifyInstance, health: HealthRegistry, metrics: Metrics): void {
  fastify.get('/health/live', () => ({ status: 'ok' }));
  fastify.get('/health/ready', async (_request, reply) => {
    const report = await health.run();
    return reply.status(report.status === 'ok' ? 200 : 503).send(report);
  });
  fastify.get('/metrics', async (_request, reply) => {
    return reply.header('content-type', metrics.contentType).send(await metrics.text());
  });
}
