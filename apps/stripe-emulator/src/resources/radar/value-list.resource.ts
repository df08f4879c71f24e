import type Stripe from 'stripe';
import { defineResource } from '../../core/resource.js';
import { embeddedList } from '../../core/view.js';

export const valueListItems = defineResource<Stripe.Radar.ValueListItem>({
  object: 'radar.value_list_item',
  idPrefix: 'rsli',
  label: 'value list item',
  pathParam: 'item',
  filters: { value: (item) => item.value, value_list: (item) => item.value_list },
});

/** Values that Radar's rules compare with. */
export const valueLists = defineResource<Stripe.Radar.ValueList>({
  object: 'radar.value_list',
  idPrefix: 'rsl',
  label: 'value list',
  pathParam: 'value_list',
  filters: { alias: (list) => list.alias },
  present: (list, view) => ({
    ...list,
    list_items: embeddedList(
      view,
      valueListItems,
      { where: { value_list: list.id } },
      `/v1/radar/value_list_items?value_list=${list.id}`,
    ),
  }),
});
