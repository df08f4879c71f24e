import type Stripe from 'stripe';
import { defineResource, type Resource } from '../../core/resource.js';

export type Meter = Stripe.Billing.Meter;

export const meters: Resource<Meter, undefined> = defineResource<Meter>({
  object: 'billing.meter',
  idPrefix: 'mtr_test',
  label: 'meter',
  filters: {
    status: ({ status }) => status,
    event_name: ({ event_name: name }) => name,
  },
});

/** A meter event as it is kept: Stripe shows no id. */
export type StoredMeterEvent = Stripe.Billing.MeterEvent & { readonly id: string };

export interface MeterEventHidden {
  /** `meter|customer`, by which usage is counted; null when either is unknown. */
  readonly usage: string | null;
  readonly value: number;
  readonly isCanceled: boolean;
}

export const meterEvents: Resource<StoredMeterEvent, MeterEventHidden> = defineResource<
  StoredMeterEvent,
  MeterEventHidden
>({
  object: 'billing.meter_event',
  idPrefix: 'mtrevt',
  filters: {
    identifier: ({ identifier }) => identifier,
    usage: (_event, hidden) => hidden.usage ?? undefined,
  },
  present: (event) => {
    const { id: _, ...shown } = event;
    return shown as StoredMeterEvent;
  },
});
