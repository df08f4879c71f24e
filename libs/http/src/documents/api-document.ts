import type { INestApplication } from '@nestjs/common';
import { type NestContainer, NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { loadConfig } from '@guildhall/config';
import { createLogger } from '@guildhall/observability';
import { SESSION_COOKIE } from '../auth/cookies.js';
import type { ApiDescription, ApiModule } from '../bootstrap/api-options.js';
import { ApiRoot } from '../bootstrap/api-root.module.js';
import { Problem } from '../problems/problem.js';
import { completeDocument } from './complete-document.js';
import { handlerFacts, operationIdOf } from './handler-facts.js';
import { WarningCollector } from './warning-collector.js';

const COOKIE =
  'For pages of the same origin: sign in with the header `X-Guildhall-Session: cookie`. Whatever changes something then needs `X-Guildhall-Csrf: 1`.';

/**
 * Makes the OpenAPI 3.1 document of an API without starting anything: no database, no port. For scripts.
 * @throws Error when the document would not be true: two classes of one name, say
 */
export async function apiDocument(api: ApiModule, description: ApiDescription): Promise<OpenAPIObject> {
  const config = loadConfig({ DATABASE_URL: 'postgres://nobody@127.0.0.1/none', STRIPE_SECRET_KEY: 'sk_test_none' });
  const logger = createLogger({ service: description.name, level: 'silent' });
  const collector = new WarningCollector();
  const settings = { preview: true, logger: collector, abortOnError: false };
  const root = ApiRoot.around(api, config, description.name, logger);
  const app = await NestFactory.create(root, new FastifyAdapter(), settings);
  const started = collector.warnings.length;
  const document = documentOf(app, description);
  const warnings = collector.warnings.slice(started);
  if (warnings.length > 0) throw new Error(warnings.join('\n'));
  return document;
}

/** @returns the document of a running (or preview) application */
export function documentOf(app: INestApplication, { title, description }: ApiDescription): OpenAPIObject {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(title)
    .setDescription(description)
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A session (ghs_...) or an access token (ghp_...).' })
    .addCookieAuth(SESSION_COOKIE, { type: 'apiKey', in: 'cookie', description: COOKIE }, 'cookie')
    .build();
  const document = SwaggerModule.createDocument(app, base, {
    operationIdFactory: operationIdOf,
    extraModels: [Problem],
  });
  // Swagger itself reads this property; Nest has no public way to the modules of an application in preview mode.
  return completeDocument(document, handlerFacts(Reflect.get(app, 'container') as NestContainer));
}
