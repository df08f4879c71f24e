import { ApiProblems, IdParam, Public } from '@guildhall/http';
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PictureNotFound } from './picture.errors.js';
import { ShowPictureRequest } from './picture.messages.js';
import { PictureQueries } from './picture.queries.js';

@ApiTags('products')
@Controller('v1/pictures')
@Public()
export class PictureFilesController {
  constructor(private readonly pictures: PictureQueries) {}

  /** The file itself. It never changes, so everybody may keep it for a year. */
  @Get(':pictureId')
  @ApiOperation({ summary: 'A picture of a product, as a file' })
  @ApiResponse({ status: 200, content: { 'image/webp': { schema: { type: 'string', format: 'binary' } } } })
  @ApiProblems(PictureNotFound)
  async show(
    @IdParam('pictureId') pictureId: string,
    @Query() { size }: ShowPictureRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const bytes = await this.pictures.bytesOf(pictureId, size);
    const headers = { 'cache-control': 'public, max-age=31536000, immutable', 'content-type': 'image/webp' };
    void reply.headers(headers).send(bytes);
  }
}
