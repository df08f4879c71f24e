import { createHash } from 'node:crypto';
import { newId, PictureEntity, SellerEntity } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { NotASeller } from '../catalogue.errors.js';
import { encodePicture } from './encode-picture.js';
import { TooManyPictures } from './picture.errors.js';

const MOST_PICTURES = 1_000;

export type StoredPicture = Pick<PictureEntity, 'id' | 'width' | 'height' | 'createdAt'>;

/** Keeps a seller's picture. The same bytes again are the same picture, so a repeated upload changes nothing. */
@Injectable()
export class StorePicture {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws NotASeller, PictureNotReadable, TooManyPictures */
  async execute(userId: string, bytes: Buffer): Promise<StoredPicture> {
    const { manager } = this.dataSource;
    const seller = await manager.findOneBy(SellerEntity, { userId });
    if (seller === null) throw new NotASeller();
    const sellerId = seller.id;
    const digest = createHash('sha256').update(bytes).digest('hex');
    const known = await this.find(sellerId, digest);
    if (known !== null) return known;
    if ((await manager.countBy(PictureEntity, { sellerId })) >= MOST_PICTURES) throw new TooManyPictures(MOST_PICTURES);
    const encoded = await encodePicture(bytes);
    const picture = { id: newId(), sellerId, digest, createdAt: new Date(), ...encoded };
    await manager.createQueryBuilder().insert().into(PictureEntity).values(picture).orIgnore().execute();
    return (await this.find(sellerId, digest)) ?? picture;
  }

  private find(sellerId: string, digest: string): Promise<StoredPicture | null> {
    const select = { id: true, width: true, height: true, createdAt: true } as const;
    return this.dataSource.manager.findOne(PictureEntity, { where: { sellerId, digest }, select });
  }
}
