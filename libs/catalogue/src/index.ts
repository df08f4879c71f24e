export * from './catalogue-http.module.js';
export * from './catalogue.errors.js';
