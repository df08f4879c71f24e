import type { Context, PageContext } from '../../core/context.js';
import { invalidRequest, resourceMissing, unauthenticated } from '../../core/errors.js';
import { mergeMetadata } from '../../core/params.js';
import { route, type Page, type PageResponse } from '../../core/resource.js';
import { challengePage } from '../authentication/challenge-page.js';
import { paymentMethods } from '../payment-methods/payment-method.resource.js';
import { formatAmount } from '../pricing/charge-amount.js';
import { createSource } from './source-create.js';
import { answerRedirect, changeSource, requireSourceObject } from './source-state.js';
import { sourceById } from './customer-sources.js';
import {
  createSourceParams,
  retrieveSourceParams,
  sourceTransactionsParams,
  updateSourceObjectParams,
  verifySourceObjectParams,
} from './source.params.js';

const permission = 'source';

/** A browser sees a source only with its secret. */
function retrieve(ctx: Context, id: string, secret: string | undefined): object {
  const source = requireSourceObject(ctx, id);
  if (ctx.key.kind === 'publishable' && secret === undefined)
    throw unauthenticated('A client_secret must be provided when using a publishable key.');
  if (secret !== undefined && secret !== source.client_secret)
    throw invalidRequest('The client secret provided does not match the client secret associated with this source.', {
      param: 'client_secret',
    });
  return sourceById(ctx, id);
}

export const sourceRoutes = [
  route({
    method: 'POST',
    path: '/v1/sources',
    permission,
    publishable: 'open',
    params: createSourceParams,
    handle: (ctx) => createSource(ctx, ctx.params),
  }),
  route({
    method: 'GET',
    path: '/v1/sources/:id',
    permission,
    publishable: 'open',
    params: retrieveSourceParams,
    handle: (ctx) => retrieve(ctx, ctx.pathId(), ctx.params.client_secret),
  }),
  route({
    method: 'POST',
    path: '/v1/sources/:id',
    permission,
    params: updateSourceObjectParams,
    handle: (ctx) => {
      const source = requireSourceObject(ctx, ctx.pathId());
      const { owner, amount, metadata } = ctx.params;
      const merged = mergeMetadata(source.metadata ?? {}, metadata);
      ctx.update(paymentMethods, source.id, { metadata: merged });
      changeSource(ctx, source.id, {
        ...(amount === undefined ? {} : { amount }),
        ...(owner === undefined || source.owner === null
          ? {}
          : {
              owner: {
                ...source.owner,
                email: owner.email ?? source.owner.email,
                name: owner.name ?? source.owner.name,
                phone: owner.phone ?? source.owner.phone,
              },
            }),
        metadata: merged,
      });
      return sourceById(ctx, source.id);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/sources/:id/verify',
    permission,
    params: verifySourceObjectParams,
    handle: (ctx) => {
      const { type } = requireSourceObject(ctx, ctx.pathId());
      throw invalidRequest(`Sources of the type ${type} are not verified by a code.`);
    },
  }),
  route({
    method: 'GET',
    path: '/v1/sources/:id/source_transactions',
    permission,
    params: sourceTransactionsParams,
    handle: (ctx) => {
      const { id } = requireSourceObject(ctx, ctx.pathId());
      return { object: 'list', data: [], has_more: false, url: `/v1/sources/${id}/source_transactions` };
    },
  }),
];

/** The source of the page's address, while its payer has not answered. */
function pendingSource(page: PageContext) {
  const id = page.path['source'] ?? '';
  const found = page.locate(paymentMethods, id);
  const source = found?.ctx.hidden(paymentMethods, id).source;
  const isRight = source?.client_secret === `src_client_secret_${page.path['secret'] ?? ''}`;
  if (found === undefined || source === undefined || !isRight || source.status !== 'pending')
    throw resourceMissing('source', id);
  return { ctx: found.ctx, source };
}

function ask(page: PageContext): PageResponse {
  const { source } = pendingSource(page);
  return challengePage({
    title: `${source.type} test payment page`,
    merchant: null,
    amount: formatAmount(source.amount ?? 0, source.currency ?? 'usd'),
    subject: 'This page stands for the one of your bank. What you choose is what your bank would answer.',
    complete: 'Authorize Test Payment',
    fail: 'Fail Test Payment',
  });
}

function answer(page: PageContext): PageResponse {
  const { ctx, source } = pendingSource(page);
  const after = answerRedirect(ctx, source.id, page.form['result'] === 'complete');
  const url = new URL(after.redirect?.return_url ?? page.baseUrl);
  url.searchParams.set('source', after.id);
  url.searchParams.set('client_secret', after.client_secret);
  url.searchParams.set('livemode', 'false');
  url.searchParams.set('redirect_status', after.status === 'chargeable' ? 'succeeded' : 'failed');
  return { redirect: url.href };
}

const REDIRECT_PATH = '/redirect/:source/:secret';
export const sourcePages: readonly Page[] = [
  { method: 'GET', path: REDIRECT_PATH, handle: ask },
  { method: 'POST', path: REDIRECT_PATH, handle: answer },
];
