import { Column, Entity } from 'typeorm';
import { Count, CreatedAt, Id, Reference, Text } from '../columns.js';

/** A picture that a seller has uploaded, encoded anew as WebP in two sizes; never changed. */
@Entity('picture')
export class PictureEntity {
  @Id() id!: string;
  @Reference() sellerId!: string;
  /** SHA-256 of what was uploaded, in hex: the same again is the same picture. */
  @Text() digest!: string;
  @Column({ type: 'bytea' }) large!: Buffer;
  @Column({ type: 'bytea' }) small!: Buffer;
  /** Of `large`, in pixels. */
  @Count() width!: number;
  @Count() height!: number;
  @CreatedAt() createdAt!: Date;
}
