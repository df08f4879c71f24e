/** Who may import whom (docs/architecture.md): layer of the importer -> layers it may import. Read by lint and by the test. */
export const LAYERS = {
  util: ['util'],
  platform: ['platform', 'util'],
  ledger: ['platform', 'util'],
  slice: ['ledger', 'platform', 'util'],
  app: ['slice', 'ledger', 'platform', 'util'],
  client: ['util'],
  web: ['client', 'money'],
  emulator: ['money'],
  testing: ['testing', 'client', 'platform', 'util'],
  e2e: ['testing', 'client', 'platform', 'util'],
};

/** Specs may also import what tests are made of. */
export const SPEC_EXTRAS = ['testing', 'client', 'emulator'];
