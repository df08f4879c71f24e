import { Entity } from 'typeorm';
import { CreatedAt, Id, Text } from '../columns.js';

export type Role = 'seller' | 'buyer' | 'operator';

/** A person who signs in. */
@Entity('user_account')
export class UserAccountEntity {
  @Id() id!: string;
  /** Lower case, unique. */
  @Text() email!: string;
  /** argon2id, in PHC string format. */
  @Text() passwordHash!: string;
  @Text() displayName!: string;
  @Text({ array: true }) roles!: Role[];
  @CreatedAt() createdAt!: Date;
}
