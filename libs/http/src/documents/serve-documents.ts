import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { ApiDescription } from '../bootstrap/api-options.js';
import { documentOf } from './api-document.js';

/** The document at /openapi.json, a page to read and try it at /docs. Made on the first request: start-up stays fast. */
export function serveDocuments(app: NestFastifyApplication, description: ApiDescription): void {
  let document: OpenAPIObject | undefined;
  SwaggerModule.setup('docs', app, () => (document ??= documentOf(app, description)), {
    jsonDocumentUrl: 'openapi.json',
    yamlDocumentUrl: 'openapi.yaml',
    customSiteTitle: description.title,
    swaggerOptions: { persistAuthorization: false, displayRequestDuration: true },
  });
}
