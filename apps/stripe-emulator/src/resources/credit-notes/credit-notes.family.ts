import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { noParams } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { openExample } from '../invoices/invoice-triggers.js';
import { pageOf } from '../prices/page-of.js';
import { createCreditNote, updateCreditNote, voidCreditNote } from './credit-note.create.js';
import { draftCreditNote } from './credit-note.draft.js';
import {
  createCreditNoteParams,
  listCreditNoteLinesParams,
  listCreditNotesParams,
  previewCreditNoteParams,
  previewLinesParams,
  updateCreditNoteParams,
} from './credit-note.params.js';
import { creditNoteLines, creditNotes } from './credit-note.resource.js';

const example = (ctx: Context): Stripe.CreditNote =>
  createCreditNote(ctx, { invoice: openExample(ctx).id, amount: 1000 });

const permission = 'credit_note';
export const creditNotesFamily = defineFamily({
  name: 'credit_notes',
  resources: [creditNotes, creditNoteLines],
  routes: [
    route({
      method: 'POST',
      path: '/v1/credit_notes',
      permission,
      params: createCreditNoteParams,
      handle: (ctx) => createCreditNote(ctx, ctx.params),
    }),
    route({
      method: 'GET',
      path: '/v1/credit_notes',
      permission,
      params: listCreditNotesParams,
      handle: (ctx) => ctx.list(creditNotes),
    }),
    route({
      method: 'GET',
      path: '/v1/credit_notes/preview',
      permission,
      params: previewCreditNoteParams,
      handle: (ctx) => ctx.speculate(() => draftCreditNote(ctx, ctx.params).note),
    }),
    route({
      method: 'GET',
      path: '/v1/credit_notes/preview/lines',
      permission,
      params: previewLinesParams,
      handle: (ctx) => {
        const { lines } = ctx.speculate(() => draftCreditNote(ctx, ctx.params));
        return pageOf(lines, ctx.params, ctx.url);
      },
    }),
    route({
      method: 'GET',
      path: '/v1/credit_notes/:id',
      permission,
      params: noParams,
      handle: (ctx) => ctx.require(creditNotes, ctx.pathId()),
    }),
    route({
      method: 'POST',
      path: '/v1/credit_notes/:id',
      permission,
      params: updateCreditNoteParams,
      handle: (ctx) => updateCreditNote(ctx, ctx.pathId(), ctx.params),
    }),
    route({
      method: 'POST',
      path: '/v1/credit_notes/:id/void',
      permission,
      params: noParams,
      handle: (ctx) => voidCreditNote(ctx, ctx.pathId()),
    }),
    route({
      method: 'GET',
      path: '/v1/credit_notes/:id/lines',
      permission,
      params: listCreditNoteLinesParams,
      handle: (ctx) =>
        pageOf(
          ctx.all(creditNoteLines, { credit_note: ctx.require(creditNotes, ctx.pathId()).id }),
          ctx.params,
          ctx.url,
        ),
    }),
  ],
  events: ['credit_note.created', 'credit_note.updated', 'credit_note.voided'],
  triggers: {
    'credit_note.created': (ctx) => void example(ctx),
    'credit_note.updated': (ctx) => void updateCreditNote(ctx, example(ctx).id, { memo: 'Goods were damaged' }),
    'credit_note.voided': (ctx) => void voidCreditNote(ctx, example(ctx).id),
  },
});
