import { Injectable, type OnModuleInit, UnsupportedMediaTypeException } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';

export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
const MOST_BYTES = 5 * 1_048_576;
const ROUTE = '/v1/pictures';

/** Lets bodies that are pictures in, at the one address that is for them; everywhere else JSON stays the only kind. */
@Injectable()
export class AcceptPictures implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    const options = { parseAs: 'buffer', bodyLimit: MOST_BYTES } as const;
    fastify.addContentTypeParser([...PICTURE_TYPES], options, (request, bytes, done) => {
      if (request.routeOptions.url === ROUTE) done(null, bytes);
      else done(new UnsupportedMediaTypeException());
    });
  }
}
