import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { mergeMetadata, p, paramsOf, type Infer } from '../../core/params.js';
import { action } from '../../core/resource.js';
import { LINKABLE } from './file-purposes.js';
import { fileLinks, files } from './file.resource.js';

export const createLinkParams = paramsOf<Stripe.FileLinkCreateParams>()({
  expires_at: p.timestamp(),
  file: p.id().required(),
  metadata: p.metadata(),
});
export const updateLinkParams = paramsOf<Stripe.FileLinkUpdateParams>()({
  expires_at: p.oneOf(p.enum(['now']), p.timestamp()).emptyable(),
  metadata: p.metadata(),
});

export function createFileLink(ctx: Context, params: Infer<typeof createLinkParams>): Stripe.FileLink {
  const file = ctx.require(files, params.file, 'file');
  if (!LINKABLE.includes(file.purpose))
    throw invalidRequest(`You cannot create a file link for a file with the purpose ${file.purpose}.`, {
      param: 'file',
    });
  assertFuture(ctx, params.expires_at);
  const id = ctx.id(fileLinks.idPrefix);
  const secret = ctx.secret(40);
  const link = ctx.insert(
    fileLinks,
    {
      id,
      object: 'file_link',
      created: ctx.now,
      expired: false,
      expires_at: params.expires_at ?? null,
      file: file.id,
      livemode: false,
      metadata: mergeMetadata({}, params.metadata),
      url: `${ctx.baseUrl}/links/${id}/${secret}`,
    },
    { secret },
  );
  planExpiry(ctx, link);
  return link;
}

export function updateFileLink(ctx: Context, id: string, params: Infer<typeof updateLinkParams>): Stripe.FileLink {
  const before = ctx.require(fileLinks, id);
  if (before.expired && params.expires_at !== undefined)
    throw invalidRequest('You cannot change the expiry of a file link that has expired.', { param: 'expires_at' });
  const at = params.expires_at === 'now' ? ctx.now : params.expires_at;
  if (params.expires_at !== 'now') assertFuture(ctx, at);
  const link = ctx.update(fileLinks, id, {
    ...(at === undefined ? {} : { expires_at: at, expired: at !== null && at <= ctx.now }),
    metadata: mergeMetadata(before.metadata, params.metadata),
  });
  planExpiry(ctx, link);
  return link;
}

function assertFuture(ctx: Context, at: number | null | undefined): void {
  if (at != null && at <= ctx.now)
    throw invalidRequest('The expires_at of a file link must be in the future.', { param: 'expires_at' });
}

function planExpiry(ctx: Context, link: Stripe.FileLink): void {
  if (link.expires_at !== null && !link.expired) ctx.schedule(expireFileLink, link.expires_at, { link: link.id });
}

/** Its time has come, unless it was moved meanwhile. */
export const expireFileLink = action<{ link: string }>('file_link.expire', (ctx, { link: id }) => {
  const link = ctx.find(fileLinks, id);
  if (link?.expires_at == null || link.expired || link.expires_at > ctx.now) return;
  ctx.update(fileLinks, id, { expired: true });
});
