import type Stripe from 'stripe';
import { defineResource } from '../../core/resource.js';
import { embeddedList } from '../../core/view.js';

interface FileHidden {
  /** Base64 of what was uploaded. */
  readonly contents: string;
  readonly contentType: string;
}

/** Links by which a file's contents can be had without a key. The secret of the address is kept in it. */
export const fileLinks = defineResource<Stripe.FileLink, { readonly secret: string }>({
  object: 'file_link',
  idPrefix: 'link',
  label: 'file link',
  pathParam: 'link',
  filters: {
    file: (link) => link.file as string,
    expired: (link) => link.expired,
    secret: (_link, { secret }) => secret,
  },
  expandable: { file: 'file' },
});

/** Uploaded files. */
export const files = defineResource<Stripe.File, FileHidden>({
  object: 'file',
  idPrefix: 'file',
  label: 'file upload',
  pathParam: 'file',
  filters: { purpose: (file) => file.purpose },
  present: (file, view) => ({
    ...file,
    links: embeddedList(view, fileLinks, { where: { file: file.id } }, `/v1/file_links?file=${file.id}`),
  }),
});
