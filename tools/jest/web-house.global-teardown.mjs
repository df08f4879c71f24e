import { rm } from 'node:fs/promises';
import closeChromium from './chromium.global-teardown.mjs';

export default async function teardown() {
  await closeChromium();
  if (globalThis.guildhallWebHouse === undefined) return;
  const { house, directory } = globalThis.guildhallWebHouse;
  await (await house.catch(() => null))?.stop();
  await rm(directory, { recursive: true, force: true });
}
