// Preloaded (`--require`) by the processes that tests start, a hundred of them: keeps what V8 has compiled of each file in
// dist/, so that the next process need not. Node 22 does it by itself (`module.enableCompileCache`); Node 20 does not.
const { readFileSync, renameSync, statSync, writeFileSync, mkdirSync } = require('node:fs');
const Module = require('node:module');
const { basename, dirname, join, sep } = require('node:path');
const v8 = require('node:v8');
const vm = require('node:vm');

/** They live for seconds: optimized code does not pay for its making (six of a hundred seconds of the stories). */
if (process.argv[1]?.includes(`${sep}dist${sep}`)) v8.setFlagsFromString('--no-opt');

const DIST = join(__dirname, '../../dist') + sep;
const CACHE = join(DIST, '.code-cache');
/** By then a process has come up and V8 knows what it needed. One that ends sooner keeps what it has got. */
const AFTER_MS = 2_000;

const fresh = new Map();
const compile = Module.prototype._compile;

Module.prototype._compile = function (source, file) {
  if (!file.startsWith(DIST)) return compile.call(this, source, file);
  const { mtimeMs, size } = statSync(file);
  const path = join(
    CACHE,
    `${basename(dirname(file))}-${basename(file)}-${mtimeMs}-${size}-${v8.cachedDataVersionTag()}`,
  );
  const cachedData = read(path);
  const script = new vm.Script(Module.wrap(source), { filename: file, cachedData });
  if (cachedData === undefined || script.cachedDataRejected) fresh.set(path, script);
  return script
    .runInThisContext()
    .call(this.exports, this.exports, Module.createRequire(file), this, file, dirname(file));
};

function read(path) {
  try {
    return readFileSync(path);
  } catch {
    return undefined; // the first process of its kind
  }
}

function keep() {
  try {
    for (const [path, script] of fresh) {
      mkdirSync(CACHE, { recursive: true });
      writeFileSync(`${path}.${process.pid}`, script.createCachedData());
      renameSync(`${path}.${process.pid}`, path);
    }
  } catch {
    // nothing is kept: the next process compiles again
  }
  fresh.clear();
}

setTimeout(keep, AFTER_MS).unref();
process.on('exit', keep);
