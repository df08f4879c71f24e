import 'reflect-metadata';
import { runProcess } from './run-process.js';
import { WORKER_NAME, WorkerModule } from './worker.module.js';

void runProcess({ name: WORKER_NAME, module: (config, logger) => WorkerModule.forRoot(config, logger) });
