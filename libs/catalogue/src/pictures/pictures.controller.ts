import { ApiAnswer, ApiProblems, CurrentUser, NeverRecorded, type Principal, Roles } from '@guildhall/http';
import { Controller, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { NotASeller } from '../catalogue.errors.js';
import { PICTURE_TYPES } from './accept-pictures.js';
import { PictureNotReadable, TooManyPictures } from './picture.errors.js';
import { PictureResponse } from './picture.messages.js';
import { StorePicture } from './store-picture.use-case.js';

@ApiTags('products')
@Controller('v1/pictures')
@Roles('seller')
export class PicturesController {
  constructor(private readonly storePicture: StorePicture) {}

  /** Uploads a picture for a product; the body is the file itself. The same file again is the same picture. */
  @Post()
  @NeverRecorded()
  @ApiOperation({ summary: 'Upload a picture for a product: the body is the file, at most 5 MiB' })
  @ApiConsumes(...PICTURE_TYPES)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiAnswer(PictureResponse, { status: 201 })
  @ApiProblems(NotASeller, PictureNotReadable, TooManyPictures)
  async create(@CurrentUser() { userId }: Principal, @Req() request: FastifyRequest): Promise<PictureResponse> {
    // JSON is let in by the house's own parser; it is no picture.
    if (!Buffer.isBuffer(request.body)) throw new PictureNotReadable();
    return PictureResponse.from(await this.storePicture.execute(userId, request.body));
  }
}
