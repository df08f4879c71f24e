export default async function teardown() {
  await globalThis.guildhallChromium?.close();
}
