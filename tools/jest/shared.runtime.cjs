const { default: Runtime } = require('jest-runtime');

/** Packages, and our own sources: no specs, no stories, no setup of Jest's. */
const SHARED = /\/node_modules\/|\/(libs|apps\/(?!e2e\/)[^/]+)\/(?!.*\.spec\.ts$)/;
const made = [];

/**
 * One module registry for all spec files of a Jest worker (docs/adr/0017-spec-files-share-modules.md): what a file has
 * loaded, the next one need not. Uses Jest's internals, so it stands and falls with the pinned version.
 */
module.exports = class SharedRuntime extends Runtime {
  constructor(...given) {
    const [first] = made;
    if (first !== undefined) {
      first.goOnWith(given.at(-2));
      return first;
    }
    super(...given);
    made.push(this);
  }

  goOnWith(testPath) {
    this._testPath = testPath;
    this.executor.testPath = testPath;
    this.testState.state = 'loading';
  }

  teardown() {
    this.restoreAllMocks();
    const { moduleRegistry, internalModuleRegistry } = this.registries;
    for (const path of moduleRegistry.keys()) if (!SHARED.test(path)) moduleRegistry.delete(path);
    internalModuleRegistry.clear();
    this.testMainModule.reset();
    this.testState.enterTestCode(); // shared modules may still require what they need
  }
};
