const { TestEnvironment } = require('jest-environment-node');

/** Jest's own, which the next spec file makes anew. */
const HANDLERS = Symbol.for('EVENT_HANDLERS');
const made = [];

/** One realm for all spec files of a Jest worker (docs/adr/0017-spec-files-share-modules.md). What a file did to `process.env` is undone. */
module.exports = class SharedEnvironment extends TestEnvironment {
  constructor(...given) {
    if (made.length > 0) return made[0];
    super(...given);
    const { env, exit } = this.global.process;
    this.untouched = { env: { ...env }, exit };
    made.push(this);
  }

  async teardown() {
    const { process } = this.global;
    const { env, exit } = this.untouched;
    process.exit = exit;
    for (const name of Object.keys(process.env)) if (!(name in env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, env);
    Reflect.deleteProperty(this.global, HANDLERS);
  }
};
