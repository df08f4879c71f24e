export * from './data-source.js';
export * from './database.module.js';
export * from './entities/index.js';
export * from './new-id.js';
export * from './prepared.js';
export * from './seller-readiness.js';
