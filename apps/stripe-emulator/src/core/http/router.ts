export interface Match<T> {
  readonly value: T;
  readonly path: Readonly<Record<string, string>>;
}

interface End<T> {
  readonly value: T;
  readonly names: readonly string[];
}

interface Node<T> {
  readonly literals: Map<string, Node<T>>;
  parameter: Node<T> | null;
  /** By method; each route names its own parameters. */
  readonly ends: Map<string, End<T>>;
}

/** A tree of path segments: a lookup costs the length of the path, however many routes there are. */
export class Router<T> {
  private readonly root: Node<T> = createNode();

  /** @throws Error when the method and template are taken */
  add(method: string, template: string, value: T): void {
    let node = this.root;
    const names: string[] = [];
    for (const segment of segmentsOf(template)) {
      if (segment.startsWith(':')) {
        names.push(segment.slice(1));
        node = node.parameter ??= createNode();
      } else {
        let next = node.literals.get(segment);
        if (next === undefined) node.literals.set(segment, (next = createNode()));
        node = next;
      }
    }
    if (node.ends.has(method)) throw new Error(`${method} ${template} is declared twice`);
    node.ends.set(method, { value, names });
  }

  find(method: string, path: string): Match<T> | undefined {
    const segments = segmentsOf(path);
    const values: string[] = [];
    const end = walk(this.root, segments, 0, method, values);
    if (end === undefined) return undefined;
    const named: Record<string, string> = {};
    end.names.forEach((name, index) => {
      named[name] = values[index] ?? '';
    });
    return { value: end.value, path: named };
  }
}

function createNode<T>(): Node<T> {
  return { literals: new Map<string, Node<T>>(), parameter: null, ends: new Map<string, End<T>>() };
}

function segmentsOf(path: string): string[] {
  return path.slice(1).split('/');
}

function walk<T>(
  node: Node<T>,
  segments: readonly string[],
  depth: number,
  method: string,
  values: string[],
): End<T> | undefined {
  const segment = segments[depth];
  if (segment === undefined) return node.ends.get(method);
  const literal = node.literals.get(segment);
  if (literal !== undefined) {
    const found = walk(literal, segments, depth + 1, method, values);
    if (found !== undefined) return found;
  }
  if (node.parameter === null || segment === '') return undefined;
  values.push(safeDecode(segment));
  const found = walk(node.parameter, segments, depth + 1, method, values);
  if (found === undefined) values.pop();
  return found;
}

function safeDecode(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
