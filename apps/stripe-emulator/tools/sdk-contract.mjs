/**
 * Reads the types of the installed Stripe SDK and writes them down as JSON schemas: every type, and every call with
 * its method, path, parameters and answer. `src/conformance` checks the emulator against them.
 *
 * Usage: node tools/sdk-contract.mjs OUT_FILE
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

// The entry is `<sdk>/<cjs or esm>/stripe...js`; both folders declare the same types.
const root = join(dirname(createRequire(import.meta.url).resolve('stripe')), '..', 'esm');
const K = ts.SyntaxKind;

/** @typedef {{ path: string, imports: Map<string, [file: string, name: string]>, names: Map<string, ts.Node>, reexports: Map<string, [file: string, name: string]> }} Module */
/** @type {Map<string, Module>} */
const modules = new Map();

/** @param {string} path relative to the SDK's root, without extension */
function moduleAt(path) {
  let known = modules.get(path);
  if (known === undefined) modules.set(path, (known = readModule(path)));
  return known;
}

function readModule(path) {
  const source = parse(`${path}.d.ts`);
  const module = { path, imports: new Map(), names: new Map(), reexports: new Map() };
  const fileOf = (specifier) => normalize(join(dirname(path), specifier.text)).replace(/\.js$/, '');
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      const bindings = statement.importClause?.namedBindings;
      if (bindings === undefined) continue;
      const file = fileOf(statement.moduleSpecifier);
      if (ts.isNamespaceImport(bindings)) module.imports.set(bindings.name.text, [file, '*']);
      else
        for (const one of bindings.elements)
          module.imports.set(one.name.text, [file, (one.propertyName ?? one.name).text]);
    } else if (ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined) {
      const file = fileOf(statement.moduleSpecifier);
      for (const one of statement.exportClause?.elements ?? [])
        module.reexports.set(one.name.text, [file, (one.propertyName ?? one.name).text]);
    } else collect(statement, '', module.names);
  }
  return module;
}

/** Interfaces, aliases and classes of a file by their full name, such as `Customer.InvoiceSettings`. */
function collect(node, prefix, names) {
  if (ts.isModuleDeclaration(node)) {
    let { body } = node;
    let name = `${prefix}${node.name.text}`;
    while (body !== undefined && ts.isModuleDeclaration(body)) {
      name += `.${body.name.text}`;
      ({ body } = body);
    }
    for (const inner of body?.statements ?? []) collect(inner, `${name}.`, names);
  } else if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isClassDeclaration(node))
    names.set(`${prefix}${node.name?.text ?? ''}`, node);
}

function parse(file) {
  return ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest);
}

const definitions = {};
const STRING = { type: 'string' };

/** Where a name leads, looked up from the innermost namespace outwards, then among the imports. */
function resolve(module, scope, name) {
  const parts = scope === '' ? [] : scope.split('.');
  for (let depth = parts.length; depth >= 0; depth -= 1) {
    const candidate = [...parts.slice(0, depth), name].join('.');
    if (module.names.has(candidate)) return [module, candidate];
  }
  const [first, ...rest] = name.split('.');
  return imported(module.imports.get(first) ?? module.reexports.get(first), rest);
}

function imported(target, rest) {
  if (target === undefined) return undefined;
  const [file, exported] = target;
  const name = (exported === '*' ? rest : [exported, ...rest]).join('.');
  if (name === '') return undefined;
  // A folder's namespace (`Billing.Meter`) re-exports what its index does.
  return resolve(moduleAt(file), '', name) ?? (rest.length > 0 ? imported([file, rest[0]], rest.slice(1)) : undefined);
}

/** The schema of a named type, defined once. */
function reference(module, fullName) {
  const key = `${module.path.replace(/^resources\//, '')}#${fullName}`;
  if (!Object.hasOwn(definitions, key)) {
    definitions[key] = true;
    const node = module.names.get(fullName);
    definitions[key] = ts.isTypeAliasDeclaration(node)
      ? schemaOf(node.type, module, parentOf(fullName))
      : objectSchema(node, module, fullName);
  }
  return { $ref: key };
}

const parentOf = (fullName) => fullName.split('.').slice(0, -1).join('.');

function objectSchema(node, module, fullName) {
  // A member's type may be named relative to the interface's own namespace: `custom_fields: Array<InvoiceSettings.X>`.
  const schema = membersSchema(node.members, module, parentOf(fullName));
  for (const clause of node.heritageClauses ?? [])
    for (const { expression } of clause.types) {
      const parent = resolve(module, parentOf(fullName), nameOf(expression));
      if (parent === undefined) continue;
      const base = definitions[reference(...parent).$ref];
      schema.properties = { ...base.properties, ...schema.properties };
      schema.required = [...new Set([...(base.required ?? []), ...schema.required])];
    }
  return schema;
}

function membersSchema(members, module, scope) {
  const schema = { type: 'object', properties: {}, required: [], additionalProperties: false };
  for (const member of members) {
    if (ts.isIndexSignatureDeclaration(member)) schema.additionalProperties = schemaOf(member.type, module, scope);
    if (!ts.isPropertySignature(member)) continue;
    const { text } = member.name;
    // What the SDK adds to an answer is not on the wire.
    if (text === 'lastResponse') continue;
    schema.properties[text] = schemaOf(member.type, module, scope);
    if (member.questionToken === undefined) schema.required.push(text);
  }
  return schema;
}

function nameOf(node) {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isQualifiedName(node)) return `${nameOf(node.left)}.${node.right.text}`;
  return `${nameOf(node.expression)}.${node.name.text}`;
}

function schemaOf(node, module, scope) {
  switch (node.kind) {
    case K.StringKeyword:
      return STRING;
    case K.NumberKeyword:
      return { type: 'number' };
    case K.BooleanKeyword:
      return { type: 'boolean' };
    case K.VoidKeyword:
      return { never: true };
    case K.ParenthesizedType:
      return schemaOf(node.type, module, scope);
    case K.ArrayType:
      return { type: 'array', items: schemaOf(node.elementType, module, scope) };
    case K.TypeLiteral:
      return membersSchema(node.members, module, scope);
    case K.LiteralType:
      return literalSchema(node.literal);
    case K.UnionType:
      return unionSchema(node.types.map((type) => schemaOf(type, module, scope)));
    case K.TypeReference:
      return referenceSchema(node, module, scope);
    default:
      return {};
  }
}

function literalSchema(literal) {
  if (literal.kind === K.NullKeyword) return { type: 'null' };
  if (literal.kind === K.TrueKeyword) return { const: true };
  if (literal.kind === K.FalseKeyword) return { const: false };
  return { const: ts.isNumericLiteral(literal) ? Number(literal.text) : literal.text };
}

/** String literals become one enum; `OtherString` leaves it open. */
function unionSchema(members) {
  const values = members.filter((member) => typeof member.const === 'string').map((member) => member.const);
  const rest = members.filter((member) => typeof member.const !== 'string' && member.open !== true);
  const isOpen = members.some((member) => member.open === true);
  const text = values.length === 0 ? [] : [isOpen ? { type: 'string', known: values } : { enum: values }];
  const all = [...text, ...rest];
  return all.length === 1 ? all[0] : { anyOf: all };
}

function referenceSchema(node, module, scope) {
  const name = nameOf(node.typeName);
  const argument = () => schemaOf(node.typeArguments[0], module, scope);
  switch (name) {
    case 'Array':
      return { type: 'array', items: argument() };
    case 'Promise':
    case 'Response':
      return argument();
    case 'Partial':
      return { partial: argument() };
    case 'Emptyable':
      return { emptyable: argument() };
    case 'OtherString':
      return { open: true };
    case 'Decimal':
      return STRING;
    case 'ApiList':
    case 'ApiListPromise':
      return listSchema('list', argument(), ['url', STRING]);
    case 'ApiSearchResult':
    case 'ApiSearchResultPromise':
      return searchSchema(argument());
    case 'V2List':
    case 'V2ListPromise':
      return v2ListSchema(argument());
    default: {
      const target = resolve(module, scope, name);
      return target === undefined ? {} : reference(...target);
    }
  }
}

function listSchema(object, items, ...more) {
  const properties = { object: { const: object }, data: { type: 'array', items }, has_more: { type: 'boolean' } };
  for (const [name, schema] of more) properties[name] = schema;
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

function searchSchema(items) {
  const schema = listSchema('search_result', items, ['url', STRING]);
  const nextPage = { anyOf: [STRING, { type: 'null' }] };
  const properties = { ...schema.properties, next_page: nextPage, total_count: { type: 'number' } };
  return { ...schema, properties, required: [...schema.required, 'next_page'] };
}

function v2ListSchema(items) {
  const address = { anyOf: [STRING, { type: 'null' }] };
  const properties = { data: { type: 'array', items }, next_page_url: address, previous_page_url: address };
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

/** The calls of one resource class: the method's types from the declaration, its address from the code. */
function callsOf(path) {
  const module = moduleAt(path);
  const addresses = addressesOf(path);
  const calls = [];
  for (const [className, node] of module.names) {
    if (!ts.isClassDeclaration(node) || !className.endsWith('Resource')) continue;
    for (const member of node.members) {
      const address = ts.isMethodDeclaration(member) ? addresses.get(`${className}.${member.name.text}`) : undefined;
      if (address === undefined) continue;
      const params = member.parameters.find((parameter) => parameter.name.text === 'params');
      calls.push({
        name: `${className.replace(/Resource$/, '')}.${member.name.text}`,
        ...address,
        params: params?.type === undefined ? null : schemaOf(params.type, module, ''),
        answer: schemaOf(member.type, module, ''),
      });
    }
  }
  return calls;
}

function addressesOf(path) {
  const found = new Map();
  for (const statement of parse(`${path}.js`).statements) {
    if (!ts.isClassDeclaration(statement)) continue;
    for (const member of statement.members) {
      if (!ts.isMethodDeclaration(member)) continue;
      const call = requestIn(member.body);
      if (call !== undefined) found.set(`${statement.name.text}.${member.name.text}`, call);
    }
  }
  return found;
}

function requestIn(node) {
  if (node === undefined) return undefined;
  if (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === '_makeRequest'
  )
    return { method: node.arguments[0].text, path: templateOf(node.arguments[1]) };
  return ts.forEachChild(node, requestIn);
}

/** `/v1/customers/${encodeURIComponent(id)}` becomes `/v1/customers/:id`. */
function templateOf(node) {
  if (!ts.isTemplateExpression(node)) return node.text;
  return (
    node.head.text + node.templateSpans.map((span) => `:${argumentOf(span.expression)}${span.literal.text}`).join('')
  );
}

function argumentOf(expression) {
  return ts.isCallExpression(expression) ? argumentOf(expression.arguments[0]) : expression.text;
}

function resourceFiles(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .filter((file) => file.endsWith('.d.ts') && !file.endsWith('index.d.ts'))
    .map((file) => `${folder}/${file.replace(/\.d\.ts$/, '')}`)
    .sort();
}

const calls = resourceFiles('resources')
  .flatMap(callsOf)
  .filter((call) => call.path !== undefined);
const events = {};
const eventModule = moduleAt('resources/Events');
for (const [name, node] of eventModule.names) {
  if (!ts.isInterfaceDeclaration(node) || !name.endsWith('Event')) continue;
  const reference_ = reference(eventModule, name);
  const type = definitions[reference_.$ref].properties.type?.const;
  if (type !== undefined) events[type] = reference_;
}

const out = process.argv[2] ?? 'sdk-contract.json';
mkdirSync(dirname(out), { recursive: true });
writeFileSync(`${out}.${process.pid}`, JSON.stringify({ calls, events, definitions }));
renameSync(`${out}.${process.pid}`, out);
