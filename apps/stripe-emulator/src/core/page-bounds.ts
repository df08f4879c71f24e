import { invalidRequest, resourceMissing } from './errors.js';
import type { Resource } from './resource.js';
import type { Position, RowList } from './row-list.js';
import type { ListQuery, Row } from './row.js';

/**
 * Between which indexes of a list (the second not included) a page may lie, by time of creation and by cursor.
 * @param find where the object of a cursor stands
 * @throws StripeError for a cursor that is not there, or for two
 */
export function pageBounds(
  resource: Pick<Resource, 'label'>,
  list: RowList<Row>,
  { created, starting_after, ending_before }: ListQuery,
  find: (id: string) => Position | undefined,
): readonly [number, number] {
  const at = (time: number): number => list.indexOf({ created: time, seq: 0 });
  const lows = [0];
  const highs = [list.rows.length];
  if (created?.gte !== undefined) lows.push(at(created.gte));
  if (created?.gt !== undefined) lows.push(at(created.gt + 1));
  if (created?.lt !== undefined) highs.push(at(created.lt));
  if (created?.lte !== undefined) highs.push(at(created.lte + 1));
  if (starting_after !== undefined && ending_before !== undefined)
    throw invalidRequest('You may only specify one of these parameters: starting_after, ending_before.', {
      code: 'parameters_exclusive',
      param: 'starting_after',
    });
  if (starting_after !== undefined) {
    const cursor = find(starting_after);
    if (cursor === undefined) throw resourceMissing(resource.label, starting_after, 'starting_after');
    highs.push(list.indexOf(cursor));
  }
  if (ending_before !== undefined) {
    const cursor = find(ending_before);
    if (cursor === undefined) throw resourceMissing(resource.label, ending_before, 'ending_before');
    lows.push(list.indexOf({ created: cursor.created, seq: cursor.seq + 1 }));
  }
  return [Math.max(...lows), Math.min(...highs)];
}
