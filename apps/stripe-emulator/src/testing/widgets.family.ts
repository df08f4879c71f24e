import { noParams, p, paramsOf } from '../core/params.js';
import { action, defineFamily, defineResource, route, type Resource } from '../core/resource.js';
import { cardError, invalidRequest } from '../core/errors.js';
import { embeddedList } from '../core/view.js';

interface Widget {
  readonly id: string;
  readonly object: 'widget';
  readonly created: number;
  readonly name: string;
  readonly parent: string | null;
  readonly nested: { readonly friend: string | null };
  readonly log: readonly string[];
}

/** A made-up resource by which the core is tested without any of Stripe's. */
export const widgets: Resource<Widget, undefined> = defineResource<Widget>({
  object: 'widget',
  idPrefix: 'wdg',
  filters: { parent: (widget) => widget.parent },
  expandable: {
    parent: 'widget',
    'nested.friend': 'widget',
    children: (widget, view) =>
      embeddedList(view, widgets, { where: { parent: widget.id } }, `/v1/widgets?parent=${widget.id}`),
  },
});

const note = action('widget.note', (ctx, args: { id: string; text: string; again: number }) => {
  const widget = ctx.require(widgets, args.id);
  ctx.update(widgets, widget.id, { log: [...widget.log, `${args.text}@${ctx.now}`] });
  if (args.again > 0) ctx.schedule(note, ctx.now + args.again, { ...args, again: 0, text: `${args.text}+` });
});

const createParams = paramsOf<object>()({ name: p.string(), parent: p.id(), friend: p.id(), refuse: p.string() });
const noteParams = paramsOf<object>()({
  text: p.string().required(),
  at: p.timestamp().required(),
  again: p.integer(),
});

export const widgetsFamily = defineFamily({
  name: 'widgets',
  resources: [widgets],
  actions: [note],
  routes: [
    route({
      method: 'POST',
      path: '/v1/widgets',
      permission: 'widget',
      params: createParams,
      handle: (ctx) => {
        const { name = '', parent = null, friend = null, refuse } = ctx.params;
        const widget = ctx.insert(widgets, {
          id: ctx.id('wdg'),
          object: 'widget',
          created: ctx.now,
          name,
          parent,
          nested: { friend },
          log: [],
        });
        ctx.book.post(ctx, {
          account: ctx.account,
          type: 'charge',
          amount: 100,
          currency: 'usd',
          source: widget.id,
          reportingCategory: 'charge',
          availableOn: ctx.now + 3600,
        });
        if (refuse === 'decline') throw cardError('No.', { code: 'card_declined' }).keepChanges();
        if (refuse === 'late') throw invalidRequest('Not now.');
        if (refuse === 'crash') throw new Error('a handler with a mistake');
        return widget;
      },
    }),
    route({
      method: 'GET',
      path: '/v1/widgets/:id',
      permission: 'widget',
      params: noParams,
      handle: (ctx) => ctx.require(widgets, ctx.pathId()),
    }),
    route({
      method: 'POST',
      path: '/v1/widgets/:id/note',
      permission: 'widget',
      params: noteParams,
      handle: (ctx) => {
        const { text, at, again = 0 } = ctx.params;
        ctx.schedule(note, at, { id: ctx.pathId(), text, again });
        return ctx.require(widgets, ctx.pathId());
      },
    }),
  ],
});
