import type { Context } from '../../core/context.js';
import { noParams } from '../../core/params.js';
import { defineFamily, route, type ApiObject } from '../../core/resource.js';
import { madeUpPayer, madeUpPrice } from '../subscriptions/subscription-triggers.js';
import type { Subscription } from '../subscriptions/subscription.resource.js';
import { beforeWake } from '../subscriptions/subscription-wake.js';
import './upcoming-provider.js';
import { cancelSchedule, markCanceled, release, updateSchedule } from './schedule-change.js';
import { createSchedule } from './schedule-create.js';
import { runSchedule, wakeSchedule } from './schedule-run.js';
import {
  cancelScheduleParams,
  createScheduleParams,
  listSchedulesParams,
  releaseScheduleParams,
  updateScheduleParams,
} from './schedule.params.js';
import { OPEN, schedules, type Schedule } from './schedule.resource.js';

beforeWake((ctx, { schedule }) => {
  if (schedule !== null) runSchedule(ctx, schedule as string);
});

/** A subscription that is canceled takes its schedule along. */
function endWithSubscription(ctx: Context, object: ApiObject): void {
  const subscription = object as Subscription;
  const schedule = subscription.schedule === null ? undefined : ctx.find(schedules, subscription.schedule as string);
  if (schedule === undefined || !OPEN.includes(schedule.status)) return;
  const isForWantOfPayment = subscription.cancellation_details?.reason === 'payment_failed';
  markCanceled(ctx, schedule, isForWantOfPayment ? 'subscription_schedule.aborted' : 'subscription_schedule.canceled');
}

function madeUpSchedule(ctx: Context): Schedule {
  const items = [{ price: madeUpPrice(ctx).id }];
  return createSchedule(ctx, { customer: madeUpPayer(ctx), start_date: 'now', phases: [{ items, iterations: 12 }] });
}

const PATH = '/v1/subscription_schedules';
const permission = 'subscription';

export const subscriptionSchedulesFamily = defineFamily({
  name: 'subscription-schedules',
  resources: [schedules],
  actions: [wakeSchedule],
  reactions: { 'customer.subscription.deleted': endWithSubscription },
  events: [
    'subscription_schedule.created',
    'subscription_schedule.updated',
    'subscription_schedule.canceled',
    'subscription_schedule.released',
    'subscription_schedule.completed',
    'subscription_schedule.expiring',
    'subscription_schedule.aborted',
  ],
  triggers: {
    'subscription_schedule.created': madeUpSchedule,
    'subscription_schedule.updated': (ctx) => {
      updateSchedule(ctx, madeUpSchedule(ctx).id, { metadata: { changed_by: 'the emulator' } });
    },
    'subscription_schedule.canceled': (ctx) => {
      cancelSchedule(ctx, madeUpSchedule(ctx).id, {});
    },
    'subscription_schedule.released': (ctx) => {
      release(ctx, madeUpSchedule(ctx).id, {});
    },
    'subscription_schedule.completed': (ctx) => {
      const schedule = madeUpSchedule(ctx);
      const after = ctx.update(schedules, schedule.id, { status: 'completed', completed_at: ctx.now });
      ctx.emit('subscription_schedule.completed', after, schedule);
    },
    'subscription_schedule.expiring': (ctx) => {
      ctx.emit('subscription_schedule.expiring', madeUpSchedule(ctx));
    },
    'subscription_schedule.aborted': (ctx) => {
      markCanceled(ctx, madeUpSchedule(ctx), 'subscription_schedule.aborted');
    },
  },
  routes: [
    route({
      method: 'POST',
      path: PATH,
      permission,
      params: createScheduleParams,
      handle: (ctx) => createSchedule(ctx, ctx.params),
    }),
    route({
      method: 'GET',
      path: PATH,
      permission,
      params: listSchedulesParams,
      handle: (ctx) => ctx.list(schedules),
    }),
    route({
      method: 'GET',
      path: `${PATH}/:schedule`,
      permission,
      params: noParams,
      handle: (ctx) => ctx.require(schedules, ctx.pathId('schedule')),
    }),
    route({
      method: 'POST',
      path: `${PATH}/:schedule`,
      permission,
      params: updateScheduleParams,
      handle: (ctx) => updateSchedule(ctx, ctx.pathId('schedule'), ctx.params),
    }),
    route({
      method: 'POST',
      path: `${PATH}/:schedule/cancel`,
      permission,
      params: cancelScheduleParams,
      handle: (ctx) => cancelSchedule(ctx, ctx.pathId('schedule'), ctx.params),
    }),
    route({
      method: 'POST',
      path: `${PATH}/:schedule/release`,
      permission,
      params: releaseScheduleParams,
      handle: (ctx) => release(ctx, ctx.pathId('schedule'), ctx.params),
    }),
  ],
});
