import { Entity, PrimaryColumn } from 'typeorm';
import { Count, Instant } from '../columns.js';

/** Failed logins of one subject (an e-mail address or a network address, hashed) in the current window. */
@Entity('login_throttle')
export class LoginThrottleEntity {
  @PrimaryColumn({ type: 'text' }) subjectHash!: string;
  @Count() failures!: number;
  @Instant() windowStartedAt!: Date;
  @Instant({ nullable: true }) blockedUntil!: Date | null;
}
