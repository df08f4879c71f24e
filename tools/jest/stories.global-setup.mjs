import { build } from '../build.mjs';

/** Stories run whole processes from the build. */
export default async function setup() {
  await build();
}
