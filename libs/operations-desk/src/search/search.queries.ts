import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BY_EMAIL, BY_OUR_ID, BY_STRIPE_ID, BY_WORDS, SEARCH_KINDS, type SearchKind } from './search.sql.js';

export interface SearchHit {
  readonly kind: SearchKind;
  readonly id: string;
  /** Of what is money: its state. */
  readonly label: string;
  readonly amountMinor: bigint | null;
  readonly currency: string | null;
  /** Id of what its page shows: a transfer is shown with its order, a product with its seller. */
  readonly pageId: string;
}

/** Of one kind. */
const MOST_HITS = 10;
/** A trigram index needs three characters to find anything by. */
const LEAST_CHARACTERS = 3;
const ID_PREFIX = /^[0-9a-f]{8}(?:-?[0-9a-f]{0,4}){0,3}-?[0-9a-f]{0,12}$/;
const STRIPE_ID = /^[a-z]+(?:_[a-z]+)*_[A-Za-z0-9_]+$/;

interface Lookup {
  readonly statements: Partial<Record<SearchKind, string>>;
  readonly parameters: readonly unknown[];
}

interface HitRow {
  readonly id: string;
  readonly label: string;
  readonly page_id: string;
  readonly amount_minor?: string;
  readonly currency?: string;
}

/** One box for any id, e-mail address, product title or seller's name. */
@Injectable()
export class SearchQueries {
  constructor(private readonly dataSource: DataSource) {}

  async find(text: string): Promise<SearchHit[]> {
    const hits = new Map<string, SearchHit>();
    for (const { statements, parameters } of lookupsOf(text.trim())) {
      for (const kind of SEARCH_KINDS) {
        const sql = statements[kind];
        if (sql === undefined) continue;
        const rows = await this.dataSource.query<HitRow[]>(sql, [...parameters, MOST_HITS]);
        for (const row of rows) hits.set(`${kind}:${row.id}`, hitOf(kind, row));
      }
    }
    return [...hits.values()];
  }
}

function hitOf(kind: SearchKind, { id, label, page_id: pageId, amount_minor: minor, currency }: HitRow): SearchHit {
  return {
    kind,
    id,
    label,
    pageId,
    amountMinor: minor === undefined ? null : BigInt(minor),
    currency: currency ?? null,
  };
}

/** What the text can be decides where it is looked for, so that no table is read through. */
function lookupsOf(text: string): Lookup[] {
  const small = text.toLowerCase();
  const lookups: Lookup[] = [];
  if (ID_PREFIX.test(small)) lookups.push({ statements: BY_OUR_ID, parameters: idBounds(small) });
  if (STRIPE_ID.test(text)) lookups.push({ statements: BY_STRIPE_ID, parameters: [text] });
  if (text.includes('@')) lookups.push({ statements: BY_EMAIL, parameters: [small] });
  if (small.length >= LEAST_CHARACTERS)
    lookups.push({ statements: BY_WORDS, parameters: [`%${small.replace(/[\\%_]/g, '\\$&')}%`] });
  return lookups;
}

/** The smallest and the largest UUID that begin so. */
function idBounds(prefix: string): [string, string] {
  const digits = prefix.replaceAll('-', '').slice(0, 32);
  return [digits.padEnd(32, '0'), digits.padEnd(32, 'f')];
}
