import { rm } from 'node:fs/promises';

export default async function teardown() {
  if (globalThis.guildhallWebHouse === undefined) return;
  const { house, directory } = globalThis.guildhallWebHouse;
  await (await house.catch(() => null))?.stop();
  await rm(directory, { recursive: true, force: true });
}
