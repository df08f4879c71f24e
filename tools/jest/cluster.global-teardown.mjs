import { rm } from 'node:fs/promises';

export default async function teardown() {
  const { postgres, folder } = globalThis.guildhallTestCluster;
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
