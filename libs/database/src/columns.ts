import { Column, type ColumnOptions, CreateDateColumn, PrimaryColumn } from 'typeorm';

const bigintTransformer = {
  to: (value: bigint | null | undefined) => (value === null || value === undefined ? value : value.toString()),
  from: (value: string | null) => (value === null ? null : BigInt(value)),
};

/** Integer minor units of the row's currency: `bigint` in PostgreSQL and here (invariant I8). */
export function MinorUnits(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ ...options, type: 'bigint', transformer: bigintTransformer });
}

/** A 64-bit row number that PostgreSQL assigns. */
export function RowNumber(): PropertyDecorator {
  return Column({ type: 'bigint', insert: false, update: false, transformer: bigintTransformer });
}

/** A UUIDv7 made by the code that creates the row (see `newId`), so that it is known before the insert. */
export function Id(): PropertyDecorator {
  return PrimaryColumn({ type: 'uuid' });
}

export function Reference(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ ...options, type: 'uuid' });
}

export function Text(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ ...options, type: 'text' });
}

export function Flag(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ ...options, type: 'boolean' });
}

export function Count(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ ...options, type: 'integer' });
}

export function Instant(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ ...options, type: 'timestamptz' });
}

export function Json(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ ...options, type: 'jsonb' });
}

/** Kept as it was written: for what is stored often, read whole and never asked about its parts; a quarter cheaper to store. */
export function RawJson(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ ...options, type: 'json' });
}

export function CreatedAt(): PropertyDecorator {
  return CreateDateColumn({ type: 'timestamptz' });
}
