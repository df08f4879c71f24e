// Lists every call of a mutating Stripe SDK method outside a class decorated with @StripeOperation, by type, not by
// name: `this.refunds.create()` of a repository of ours is none, `const { refunds } = stripe.sdk; refunds.create()` is one.
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

const READS = /^(retrieve|list|search)/;
/** Short-lived links for a person: nothing lasts, so nothing can be doubled (libs/stripe/src/guarded-http-client.ts). */
const EPHEMERAL = ['AccountLinkResource.create', 'AccountSessionResource.create', 'AccountResource.createLoginLink'];
/** They play Stripe, its dashboard or the buyer's browser. */
const EXEMPT = [
  /\.spec\.ts$/,
  /\/spec-support\//,
  /^apps\/(stripe-emulator|e2e|replay)\//,
  /^libs\/testing\//,
  /^libs\/launcher\/src\/webhook-endpoints\.ts$/,
];

/**
 * @param {Record<string, string>} planted further files by path from the root, for the check of the check
 * @returns {string[]} `path:line Resource.method`
 */
export function findMutations(planted = {}) {
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => readFileSync(path, 'utf8'));
  const { options, fileNames } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const texts = new Map(Object.entries(planted).map(([path, text]) => [join(root, path), text]));
  const host = ts.createCompilerHost(options);
  host.jsDocParsingMode = ts.JSDocParsingMode.ParseNone; // most of Stripe's declarations are comments
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.getSourceFile = (path, languageVersion, ...rest) => {
    const text = texts.get(path);
    return text === undefined
      ? getSourceFile(path, languageVersion, ...rest)
      : ts.createSourceFile(path, text, languageVersion, true);
  };
  const sources = [...fileNames, ...texts.keys()].filter((path) =>
    /^(libs|apps)\/[^/]+\/src\//.test(relative(root, path)),
  );
  const watched = sources.filter((path) => !EXEMPT.some((pattern) => pattern.test(relative(root, path))));
  const program = ts.createProgram(watched, { ...options, incremental: false, tsBuildInfoFile: undefined }, host);
  const names = mutationNames(program);
  return watched.flatMap((path) => inFile(program.getSourceFile(path), program.getTypeChecker(), names));
}

/** What Stripe's mutating methods are called: to ask for the type of every other call would take twice as long. */
function mutationNames(program) {
  const names = new Set(['rawRequest']);
  const visit = (node) => {
    if (ts.isModuleBlock(node) || ts.isModuleDeclaration(node)) ts.forEachChild(node, visit);
    else if ((ts.isClassLike(node) || ts.isInterfaceDeclaration(node)) && node.name?.text.endsWith('Resource')) {
      for (const { name } of node.members) if (name !== undefined && ts.isIdentifier(name)) names.add(name.text);
    }
  };
  for (const file of program.getSourceFiles()) if (isStripes(file)) ts.forEachChild(file, visit);
  return new Set([...names].filter((name) => !READS.test(name)));
}

function isStripes({ fileName }) {
  return /\/node_modules\/stripe\//.test(fileName);
}

function inFile(file, checker, names) {
  const found = [];
  const visit = (node, isOperation) => {
    const inside = isOperation || (ts.isClassLike(node) && isDecorated(node));
    if (ts.isCallExpression(node) && !inside) {
      const called = mutationCalled(node, checker, names);
      if (called !== null) {
        const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
        found.push(`${relative(root, file.fileName)}:${line + 1} ${called}`);
      }
    }
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(file, false);
  return found;
}

function isDecorated(node) {
  return (ts.getDecorators(node) ?? []).some(
    ({ expression }) => ts.isCallExpression(expression) && expression.expression.getText() === 'StripeOperation',
  );
}

function mutationCalled({ expression }, checker, names) {
  const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
  if (ts.isPropertyAccessExpression(expression) && !names.has(name)) return null;
  // Which overload it is would be a question about the arguments; all of a method's are declared in one place.
  const declaration = checker.getTypeAtLocation(expression).getCallSignatures()[0]?.declaration;
  if (declaration === undefined || !isStripes(declaration.getSourceFile())) return null;
  const owner = declaration.parent?.name?.getText() ?? '';
  const method = declaration.name?.getText() ?? name;
  if (method === 'rawRequest') return `${owner}.${method}`;
  const isResource = owner.endsWith('Resource') && !READS.test(method);
  return isResource && !EPHEMERAL.includes(`${owner}.${method}`) ? `${owner}.${method}` : null;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const planted = process.argv[2] === undefined ? {} : JSON.parse(process.argv[2]);
  process.stdout.write(JSON.stringify(findMutations(planted)));
}
