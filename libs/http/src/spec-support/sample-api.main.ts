import { bootstrapApi } from '../index.js';
import { SAMPLE, SampleModule } from './sample-api.js';

// A process of its own for `bootstrap-api.integration.spec.ts`.
void bootstrapApi(SampleModule, { ...SAMPLE, requestTimeoutMs: 1_500 });
