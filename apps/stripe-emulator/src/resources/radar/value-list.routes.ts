import { noParams } from '../../core/params.js';
import { route } from '../../core/resource.js';
import { valueListItems, valueLists } from './value-list.resource.js';
import {
  createItemParams,
  createListParams,
  createValueList,
  createValueListItem,
  deleteValueList,
  listItemsParams,
  listListsParams,
  listValueLists,
  updateListParams,
  updateValueList,
} from './value-lists.js';

const permission = 'radar';

export const valueListRoutes = [
  route({
    method: 'POST',
    path: '/v1/radar/value_lists',
    permission,
    params: createListParams,
    handle: (ctx) => createValueList(ctx, ctx.params),
  }),
  route({
    method: 'GET',
    path: '/v1/radar/value_lists',
    permission,
    params: listListsParams,
    handle: listValueLists,
  }),
  route({
    method: 'GET',
    path: '/v1/radar/value_lists/:id',
    permission,
    params: noParams,
    handle: (ctx) => ctx.requireOrStub(valueLists, ctx.pathId()),
  }),
  route({
    method: 'POST',
    path: '/v1/radar/value_lists/:id',
    permission,
    params: updateListParams,
    handle: (ctx) => updateValueList(ctx, ctx.pathId(), ctx.params),
  }),
  route({
    method: 'DELETE',
    path: '/v1/radar/value_lists/:id',
    permission,
    params: noParams,
    handle: (ctx) => deleteValueList(ctx, ctx.pathId()),
  }),
  route({
    method: 'POST',
    path: '/v1/radar/value_list_items',
    permission,
    params: createItemParams,
    handle: (ctx) => createValueListItem(ctx, ctx.params),
  }),
  route({
    method: 'GET',
    path: '/v1/radar/value_list_items',
    permission,
    params: listItemsParams,
    handle: (ctx) => ctx.list(valueListItems),
  }),
  route({
    method: 'GET',
    path: '/v1/radar/value_list_items/:id',
    permission,
    params: noParams,
    handle: (ctx) => ctx.requireOrStub(valueListItems, ctx.pathId()),
  }),
  route({
    method: 'DELETE',
    path: '/v1/radar/value_list_items/:id',
    permission,
    params: noParams,
    handle: (ctx) => ctx.delete(valueListItems, ctx.require(valueListItems, ctx.pathId()).id),
  }),
];
