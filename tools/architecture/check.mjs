// Part of `npm run lint`, and of the tests (architecture.spec.ts).
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { LAYERS, SPEC_EXTRAS } from './layers.mjs';

/** Specs, and what only specs use. */
const isSpec = (file) => /\.spec\.tsx?$|\/spec-support\//.test(file);

/** Reads the workspaces: folder, package name and `layers` of each package.json (libs/money has one of its own, for the emulator). */
export function readWorkspaces(root) {
  return ['libs', 'apps'].flatMap((kind) =>
    readdirSync(join(root, kind)).map((name) => {
      const folder = join(root, kind, name);
      const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      const layers = manifest.layers ?? [];
      return { folder, name: manifest.name, layers, layer: layers[0] ?? null };
    }),
  );
}

function sourcesOf(workspace) {
  return readdirSync(join(workspace.folder, 'src'), { recursive: true })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(workspace.folder, 'src', file));
}

function importsOf(text) {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}

/**
 * Checks every import of every source against the layers.
 * @returns one sentence per violation; an empty list when the house stands as planned
 */
export function checkArchitecture(root, { workspaces = readWorkspaces(root), extraSources = [] } = {}) {
  const byName = new Map(workspaces.map((workspace) => [workspace.name, workspace]));
  const violations = workspaces
    .filter(({ layer }) => LAYERS[layer] === undefined)
    .map(({ name }) => `${name} names no known layer in its package.json`);
  const graph = new Map();
  for (const workspace of workspaces) {
    const planted = extraSources.filter(({ file }) => file.startsWith(workspace.folder + sep));
    const sources = [...sourcesOf(workspace).map((file) => ({ file, text: readFileSync(file, 'utf8') })), ...planted];
    for (const { file, text } of sources) {
      for (const specifier of importsOf(text)) {
        const problem = judge(workspace, file, specifier, byName, workspaces);
        if (problem !== null) violations.push(`${relative(root, file)}: ${problem}`);
        const target = byName.get(specifier);
        if (target !== undefined && target !== workspace && !isSpec(file)) {
          graph.set(workspace.name, (graph.get(workspace.name) ?? new Set()).add(target.name));
        }
      }
    }
  }
  return [...violations, ...cycles(graph)];
}

function judge(workspace, file, specifier, byName, workspaces) {
  if (specifier.startsWith('.')) {
    const target = resolve(dirname(file), specifier);
    if (target.startsWith(workspace.folder + sep)) return null;
    const other = workspaces.find(({ folder }) => target.startsWith(folder + sep));
    if (other === undefined || (isSpec(file) && SPEC_EXTRAS.includes(other.layer))) return null;
    return `reaches into ${other.name} by path: import its barrel`;
  }
  if (!specifier.startsWith('@guildhall/')) return null;
  const target = byName.get(specifier);
  if (target === undefined) return `imports ${specifier}, which is not the barrel of any library`;
  if (target === workspace) return 'imports its own barrel: use relative paths inside a library';
  const allowed = [...(LAYERS[workspace.layer] ?? []), ...(isSpec(file) ? SPEC_EXTRAS : [])];
  if (target.layers.some((layer) => allowed.includes(layer))) return null;
  return `a ${workspace.layer} may not import ${target.name} (${target.layer})`;
}

function cycles(graph) {
  const found = [];
  const done = new Set();
  const visit = (name, path) => {
    if (path.includes(name)) {
      found.push(`circular: ${[...path.slice(path.indexOf(name)), name].join(' -> ')}`);
      return;
    }
    if (done.has(name)) return;
    for (const next of graph.get(name) ?? []) visit(next, [...path, name]);
    done.add(name);
  };
  for (const name of graph.keys()) visit(name, []);
  return found;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const violations = checkArchitecture(resolve(dirname(process.argv[1]), '../..'));
  for (const violation of violations) console.error(violation);
  process.exitCode = violations.length > 0 ? 1 : 0;
}
