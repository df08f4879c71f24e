import type Stripe from 'stripe';
import { resourceMissing } from '../../core/errors.js';
import { listParamsOf, noParams } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { pageOf } from '../prices/page-of.js';

/** The most used of Stripe's published codes: id without `txcd_`, name, description. */
const TABLE: readonly (readonly [string, string, string])[] = [
  ['00000000', 'Nontaxable', 'Any nontaxable good or service, for which no tax is collected.'],
  [
    '10000000',
    'General - Electronically Supplied Services',
    'A digital service provided mainly through the internet with minimal human involvement.',
  ],
  [
    '10010001',
    'Infrastructure as a service (IaaS) - personal use',
    'Computing infrastructure rented over the internet by a person.',
  ],
  [
    '10101000',
    'Infrastructure as a service (IaaS) - business use',
    'Computing infrastructure rented over the internet by a business.',
  ],
  [
    '10102000',
    'Platform as a service (PaaS) - business use',
    'A hosted platform on which a business runs its own software.',
  ],
  [
    '10102001',
    'Platform as a service (PaaS) - personal use',
    'A hosted platform on which a person runs their own software.',
  ],
  ['10103000', 'Software as a service (SaaS) - personal use', 'Software in the cloud, used by a person.'],
  ['10103001', 'Software as a service (SaaS) - business use', 'Software in the cloud, used by a business.'],
  [
    '10103100',
    'Software as a service (SaaS) - electronic download - personal use',
    'Cloud software with a downloaded part, used by a person.',
  ],
  [
    '10103101',
    'Software as a service (SaaS) - electronic download - business use',
    'Cloud software with a downloaded part, used by a business.',
  ],
  ['10201000', 'Downloadable Software - Personal Use', 'Prewritten software that a person downloads.'],
  ['10202000', 'Downloadable Software - business use', 'Prewritten software that a business downloads.'],
  ['10301000', 'Audiobook', 'A downloaded recording of a book, with permanent rights.'],
  [
    '10302000',
    'Digital books - downloaded - non subscription - with permanent rights',
    'Books, downloaded one by one.',
  ],
  ['10303000', 'Digital magazines and periodicals - downloaded', 'Magazines, downloaded one by one.'],
  ['10401000', 'Digital Audio Works - streamed - non subscription', 'Music or speech, streamed.'],
  ['10401100', 'Digital Audio Works - downloaded - with permanent rights', 'Music or speech, downloaded for good.'],
  ['10402000', 'Digital Audio Visual Works - streamed - non subscription', 'Films, streamed.'],
  ['10402100', 'Digital Audio Visual Works - downloaded - with permanent rights', 'Films, downloaded for good.'],
  ['10501000', 'Digital Photographs and Images - downloaded - with permanent rights', 'Pictures, downloaded for good.'],
  ['10502000', 'Gift card', 'A gift card, taxed when it is redeemed.'],
  ['10505001', 'Video games - downloaded - with permanent rights', 'Games, downloaded for good.'],
  ['10701000', 'Website Hosting', 'Space on a server for a website.'],
  ['10701100', 'Website Design', 'Designing a website.'],
  ['10702000', 'Online Dating Services', 'Introducing people to each other through the internet.'],
  ['20030000', 'General - Services', 'Work of people, not of machines.'],
  ['20060000', 'Professional Services', 'Services of a learned profession.'],
  ['20060044', 'Seminars - live - in person', 'A training that people attend.'],
  ['20060058', 'Training Services - Self Study Web Based', 'A course taken alone, through the internet.'],
  ['20090001', 'Consulting services', 'Advice by an expert.'],
  ['30011000', 'Clothing and Footwear', 'Ordinary clothes and shoes.'],
  ['30060000', 'Food for Non-Human Consumption', 'Food for animals.'],
  ['31000000', 'Infant Products', 'Things for babies.'],
  ['32020001', 'Over-The-Counter Drugs', 'Medicine without a prescription.'],
  ['33040000', 'Medical Equipment', 'Devices used in medicine.'],
  ['35010000', 'Books', 'Printed books.'],
  ['35020000', 'Magazines', 'Printed magazines.'],
  ['40010000', 'Food and Food Ingredients', 'Food as groceries sell it.'],
  ['40060003', 'Food for immediate consumption', 'Food as restaurants sell it.'],
  ['92010001', 'Shipping', 'Bringing goods to the buyer.'],
  ['92020001', 'Handling', 'Packing and preparing goods.'],
  ['99999999', 'General - Tangible Goods', 'A physical good that can be moved or touched.'],
];

const CODES: readonly Stripe.TaxCode[] = TABLE.map(([number, name, description]) => ({
  id: `txcd_${number}`,
  object: 'tax_code',
  description,
  name,
  requirements: null,
}));
const BY_ID: ReadonlyMap<string, Stripe.TaxCode> = new Map(CODES.map((code) => [code.id, code]));

/** @throws StripeError when there is no such code; without a parameter's name a 404 */
export function requireTaxCode(id: string, param?: string): Stripe.TaxCode {
  const code = BY_ID.get(id);
  if (code === undefined) throw resourceMissing('tax code', id, param);
  return code;
}

/** What an expandable field holds when it is expanded. */
export const expandedTaxCode = (id: unknown): unknown => (typeof id === 'string' ? (BY_ID.get(id) ?? id) : id);

const permission = 'tax_code';
export const taxCodesFamily = defineFamily({
  name: 'tax_codes',
  resources: [],
  routes: [
    route({
      method: 'GET',
      path: '/v1/tax_codes',
      permission,
      params: listParamsOf<Stripe.TaxCodeListParams>()({}),
      handle: (ctx) => pageOf(CODES, ctx.params, ctx.url),
    }),
    route({
      method: 'GET',
      path: '/v1/tax_codes/:id',
      permission,
      params: noParams,
      handle: (ctx) => requireTaxCode(ctx.pathId()),
    }),
  ],
});
