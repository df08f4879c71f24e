import { PictureEntity } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { PictureNotFound } from './picture.errors.js';
import { pictureIdOf } from './picture-path.js';

export const PICTURE_SIZES = ['large', 'small'] as const;
export type PictureSize = (typeof PICTURE_SIZES)[number];

@Injectable()
export class PictureQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** Anybody's: pictures are public. @throws PictureNotFound */
  async bytesOf(id: string, size: PictureSize): Promise<Buffer> {
    const picture = await this.dataSource.manager.findOne(PictureEntity, { where: { id }, select: { [size]: true } });
    if (picture === null) throw new PictureNotFound();
    return picture[size];
  }
}

/** A picture of ours must be there and the seller's own (invariant I7). @throws PictureNotFound */
export async function assertOwnPicture(manager: EntityManager, url: string | null, sellerId: string): Promise<void> {
  const id = url === null ? null : pictureIdOf(url);
  if (id !== null && !(await manager.existsBy(PictureEntity, { id, sellerId }))) throw new PictureNotFound();
}
