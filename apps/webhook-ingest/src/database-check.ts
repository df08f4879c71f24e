import { HealthRegistry } from '@guildhall/observability';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Not ready without PostgreSQL: nothing could be stored. The queue is only a doorbell and is not asked for. */
@Injectable()
export class DatabaseCheck implements OnModuleInit {
  constructor(
    private readonly health: HealthRegistry,
    private readonly dataSource: DataSource,
  ) {}

  onModuleInit(): void {
    this.health.register('database', () => this.dataSource.query('SELECT 1'));
  }
}
