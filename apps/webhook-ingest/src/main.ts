import 'reflect-metadata';
import { INGEST_NAME, IngestModule } from './ingest.module.js';
import { runProcess } from './run-process.js';

void runProcess({ name: INGEST_NAME, module: (config, logger) => IngestModule.forRoot(config, logger) });
