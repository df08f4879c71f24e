import { Logger, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DrainLoop, Schedule } from '@guildhall/queue';
import { CheckpointJob } from './checkpoint.job.js';
import { LedgerModule } from './ledger.module.js';
import { AccountComparison } from './reconciliation/account-comparison.js';
import { ReconciliationRunner } from './reconciliation/reconciliation.runner.js';
import { ReconciliationService } from './reconciliation/reconciliation.service.js';
import { RunLease } from './reconciliation/run-lease.js';
import { StripeStatements } from './reconciliation/stripe-statements.js';

const CHECKPOINT_EVERY_SECONDS = 5;
const NIGHTLY_ASKED_EVERY_SECONDS = 600;
const LOOK_FOR_RUNS_EVERY_MS = 1_000;

/** What the books need from a worker: checkpoints, and reconciliation when asked and every night. */
@Module({
  imports: [LedgerModule],
  providers: [
    CheckpointJob,
    AccountComparison,
    ReconciliationRunner,
    ReconciliationService,
    RunLease,
    StripeStatements,
  ],
  exports: [CheckpointJob, ReconciliationRunner, ReconciliationService],
})
export class LedgerWorkerModule implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Ledger');
  private readonly runs: DrainLoop;

  constructor(
    private readonly schedule: Schedule,
    private readonly checkpoints: CheckpointJob,
    private readonly runner: ReconciliationRunner,
  ) {
    this.runs = new DrainLoop({
      name: 'reconciliation.runs',
      pass: () => this.runner.runNext(),
      sweepEveryMs: LOOK_FOR_RUNS_EVERY_MS,
      onError: (error) => {
        this.logger.error(`reconciliation stopped: ${error instanceof Error ? error.message : String(error)}`);
      },
    });
  }

  onApplicationBootstrap(): void {
    this.schedule.every('ledger.checkpoint', CHECKPOINT_EVERY_SECONDS, () => this.checkpoints.run());
    this.schedule.every('reconciliation.nightly', NIGHTLY_ASKED_EVERY_SECONDS, () => this.runner.requestNightly());
    this.runs.start();
  }

  async onModuleDestroy(): Promise<void> {
    this.runner.stop();
    await this.runs.stop();
  }
}
