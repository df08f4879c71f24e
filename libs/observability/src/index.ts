export * from './failpoint.js';
export * from './health-registry.js';
export * from './log-context.js';
export * from './logger.js';
export * from './metrics.js';
export * from './nest-logger.service.js';
export * from './observability.module.js';
export * from './redact.js';
