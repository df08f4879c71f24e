import type Stripe from 'stripe';
import type { Context, PageContext } from '../../core/context.js';
import { resourceMissing } from '../../core/errors.js';
import { Download } from '../../core/http/download.js';
import { listParamsOf, noParams, p } from '../../core/params.js';
import { defineFamily, route, type PageResponse } from '../../core/resource.js';
import { UploadedFile } from '../../core/uploaded-file.js';
import { createFile, createFileParams } from './file-create.js';
import { createFileLink, createLinkParams, expireFileLink, updateFileLink, updateLinkParams } from './file-link.js';
import { ALL_PURPOSES } from './file-purposes.js';
import { fileLinks, files } from './file.resource.js';

const listFilesParams = listParamsOf<Stripe.FileListParams>()({
  created: p.range(),
  purpose: p.enum(ALL_PURPOSES),
});
const listLinksParams = listParamsOf<Stripe.FileLinkListParams>()({
  created: p.range(),
  expired: p.boolean(),
  file: p.id(),
});

function contentsOf(ctx: Context, file: Stripe.File): Download {
  if (file.expires_at !== null && file.expires_at <= ctx.now) throw resourceMissing(files.label, file.id);
  const { contents, contentType } = ctx.hidden(files, file.id);
  return new Download(Buffer.from(contents, 'base64'), contentType, file.filename ?? file.id);
}

/** The address of a link is its secret. */
function openLink(page: PageContext): PageResponse {
  const id = page.path['link'] ?? '';
  const found = page.locate(fileLinks, id);
  if (found === undefined || found.object.expired || found.ctx.hidden(fileLinks, id).secret !== page.path['secret'])
    throw resourceMissing(fileLinks.label, id);
  const { ctx, object } = found;
  const { bytes, headers } = contentsOf(ctx, ctx.require(files, object.file as string));
  return { body: bytes, headers };
}

const filePermission = 'file';
const linkPermission = 'file_link';

export const filesFamily = defineFamily({
  name: 'files',
  resources: [files, fileLinks],
  routes: [
    route({
      method: 'POST',
      path: '/v1/files',
      permission: filePermission,
      publishable: 'open',
      params: createFileParams,
      handle: (ctx) => createFile(ctx, ctx.params),
    }),
    route({
      method: 'GET',
      path: '/v1/files',
      permission: filePermission,
      params: listFilesParams,
      handle: (ctx) => ctx.list(files),
    }),
    route({
      method: 'GET',
      path: '/v1/files/:id',
      permission: filePermission,
      params: noParams,
      handle: (ctx) => ctx.require(files, ctx.pathId()),
    }),
    route({
      method: 'GET',
      path: '/v1/files/:id/contents',
      permission: filePermission,
      params: noParams,
      handle: (ctx) => contentsOf(ctx, ctx.require(files, ctx.pathId())),
    }),
    route({
      method: 'POST',
      path: '/v1/file_links',
      permission: linkPermission,
      params: createLinkParams,
      handle: (ctx) => createFileLink(ctx, ctx.params),
    }),
    route({
      method: 'GET',
      path: '/v1/file_links',
      permission: linkPermission,
      params: listLinksParams,
      handle: (ctx) => ctx.list(fileLinks),
    }),
    route({
      method: 'GET',
      path: '/v1/file_links/:id',
      permission: linkPermission,
      params: noParams,
      handle: (ctx) => ctx.require(fileLinks, ctx.pathId()),
    }),
    route({
      method: 'POST',
      path: '/v1/file_links/:id',
      permission: linkPermission,
      params: updateLinkParams,
      handle: (ctx) => updateFileLink(ctx, ctx.pathId(), ctx.params),
    }),
  ],
  pages: [{ method: 'GET', path: '/links/:link/:secret', handle: openLink }],
  actions: [expireFileLink],
  events: ['file.created'],
  triggers: {
    'file.created': (ctx) => {
      const file = new UploadedFile('receipt.txt', 'text/plain', Buffer.from('A receipt.\n'));
      createFile(ctx, { file, purpose: 'dispute_evidence' });
    },
  },
});
