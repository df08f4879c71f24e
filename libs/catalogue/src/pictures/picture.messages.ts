import { ChoiceField, IdField, InstantField, IntegerField, TextField } from '@guildhall/http';
import { picturePath } from './picture-path.js';
import { PICTURE_SIZES, type PictureSize } from './picture.queries.js';
import type { StoredPicture } from './store-picture.use-case.js';

export class ShowPictureRequest {
  @ChoiceField(PICTURE_SIZES, { default: 'large', example: 'small', description: 'Longest side: 1200 or 480 pixels.' })
  size!: PictureSize;
}

export class PictureResponse {
  @IdField({ example: '0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d8e' }) id!: string;
  @TextField({
    example: '/api/buyer/v1/pictures/0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d8e',
    description: 'For `pictureUrl` of a product; below the origin of the pages.',
  })
  url!: string;
  @IntegerField({ example: 1_200 }) width!: number;
  @IntegerField({ example: 900 }) height!: number;
  @InstantField({ example: '2026-11-22T12:00:00.000Z' }) createdAt!: Date;

  static from({ id, width, height, createdAt }: StoredPicture): PictureResponse {
    return Object.assign(new PictureResponse(), { id, url: picturePath(id), width, height, createdAt });
  }
}
