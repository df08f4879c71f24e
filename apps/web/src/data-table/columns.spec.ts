import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

const SRC = resolve(__dirname, '..');

/** Every definition of a column: an object with a heading, a cell and what it is in the file. */
function columnsOf(file: string): { readonly key: string; readonly cell: string; readonly csv: string }[] {
  const source = ts.createSourceFile(file, readFileSync(join(SRC, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const found: ReturnType<typeof columnsOf> = [];
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const part = (name: string): string | undefined =>
        node.properties.find((each) => each.name?.getText() === name)?.getText();
      const [key, cell, csv] = [part('key'), part('cell'), part('csv')];
      if (key !== undefined && cell !== undefined && csv !== undefined) found.push({ key, cell, csv });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe('columns of tables', () => {
  const columns = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx') && !file.endsWith('amount-column.tsx'))
    .flatMap((file) => columnsOf(file).map((column) => ({ file, ...column })));

  it('are found', () => {
    expect(columns.length).toBeGreaterThan(100);
  });

  it('show amounts by amountColumn only, which says their currency in the file', () => {
    const byThemselves = columns.filter(({ cell, csv }) => /<Money\b|\bformat\(/.test(cell) || /toDecimal/.test(csv));
    expect(byThemselves.map(({ file, key }) => `${file} ${key}`)).toEqual([]);
  });
});
