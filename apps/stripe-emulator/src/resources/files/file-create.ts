import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { p, paramsOf, type Infer } from '../../core/params.js';
import { createFileLink } from './file-link.js';
import { fileType, UPLOAD_LIMITS_BYTES, UPLOAD_PURPOSES } from './file-purposes.js';
import { files } from './file.resource.js';

export const createFileParams = paramsOf<Stripe.FileCreateParams>()({
  file: p.file().required(),
  file_link_data: p.hash({
    create: p.boolean().required(),
    expires_at: p.timestamp(),
    metadata: p.metadata(),
  }),
  purpose: p.enum(UPLOAD_PURPOSES).required(),
});

/** How long Stripe keeps evidence. */
const EVIDENCE_SECONDS = 240 * 86_400;

export function createFile(ctx: Context, params: Infer<typeof createFileParams>): Stripe.File {
  const { file: upload, file_link_data: link, purpose } = params;
  const limit = UPLOAD_LIMITS_BYTES[purpose];
  if (upload.bytes.length > limit)
    throw invalidRequest(`The file you uploaded is too large. The maximum size for ${purpose} is ${limit} bytes.`, {
      param: 'file',
    });
  if (upload.bytes.length === 0) throw invalidRequest('The file you uploaded is empty.', { param: 'file' });
  const id = ctx.id(files.idPrefix);
  const file = ctx.insert(
    files,
    {
      id,
      object: 'file',
      created: ctx.now,
      expires_at: purpose === 'dispute_evidence' ? ctx.now + EVIDENCE_SECONDS : null,
      filename: upload.filename,
      purpose,
      size: upload.bytes.length,
      title: null,
      type: fileType(upload.filename, upload.bytes),
      url: `${ctx.baseUrl}/v1/files/${id}/contents`,
    },
    { contents: upload.bytes.toString('base64'), contentType: upload.contentType },
  );
  if (link?.create === true)
    createFileLink(ctx, {
      file: id,
      ...(link.expires_at === undefined ? {} : { expires_at: link.expires_at }),
      ...(link.metadata === undefined ? {} : { metadata: link.metadata }),
    });
  ctx.emit('file.created', file);
  return file;
}

/** Names that Stripe's test data uses for documents nobody uploaded. */
const isTestDocument = (id: string): boolean => id.startsWith('file_identity_document_');

/**
 * @param param the parameter that named the file
 * @throws StripeError when it does not exist, or was uploaded for something else
 */
export function assertFile(
  ctx: Context,
  id: string | null | undefined,
  purposes: readonly string[],
  param: string,
): void {
  if (id == null || isTestDocument(id)) return;
  const { purpose } = ctx.find(files, id) ?? ctx.as(ctx.platform.id).require(files, id, param);
  if (purposes.includes(purpose)) return;
  throw invalidRequest(
    `The file ${id} was uploaded with the purpose ${purpose}; here it must be ${purposes.join(' or ')}.`,
    { param },
  );
}
