import { problemOf } from '@guildhall/http';
import { LOGGER, type Logger } from '@guildhall/observability';
import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Turns errors into problem documents. Refused deliveries are logged: they are forged, or a secret is wrong. */
@Catch()
export class IngestProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const body = problemOf(error);
    if (body.status >= 500) this.logger.error({ err: error, path: request.url }, 'a delivery failed');
    else this.logger.warn({ path: request.url, code: body.code, detail: body.detail }, 'a delivery was refused');
    if (reply.sent) return;
    void reply.status(body.status).header('content-type', 'application/problem+json; charset=utf-8');
    void reply.send(JSON.stringify({ ...body, requestId: request.id }));
  }
}
