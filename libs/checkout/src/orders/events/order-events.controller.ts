import { ApiProblems, type AuthenticatedRequest, IdParam, OptionalUser, type Principal, Roles } from '@guildhall/http';
import { GuestOrders } from '@guildhall/identity';
import { Controller, Get, Headers, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { OrderNotFound, TooManyWatchers } from '../order.errors.js';
import { OrderQueries } from '../order.queries.js';
import { eventOf, OrderStream } from './order-stream.js';
import { OrderWatch } from './order-watch.js';

const MOST_WATCHERS = 1_000;
const MOST_WATCHERS_OF_ONE_ORDER = 10;
const EXAMPLE =
  'id: 8Jk2lq0Zb1xPw3sT\nevent: order\ndata: {"id":"0199c2f4-6d2e-7000-8000-000000000005","state":"paid"}\n\n';

@ApiTags('orders')
@Controller('v1/orders')
@Roles('buyer')
export class OrderEventsController {
  constructor(
    private readonly orders: OrderQueries,
    private readonly watch: OrderWatch,
    private readonly guests: GuestOrders,
  ) {}

  @Get(':orderId/events')
  @ApiOperation({
    summary: 'Follow an order: server-sent events',
    description:
      '`order` has the order as `GET /v1/orders/{orderId}` answers it, now and whenever it has changed; `end` says that nothing more will. Answers 204 to a `Last-Event-ID` after which nothing can come.',
  })
  @ApiHeader({ name: 'X-Order-Token', required: false, description: 'As for `GET /v1/orders/{orderId}`.' })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'The last event that was seen.' })
  @ApiResponse({ status: 200, content: { 'text/event-stream': { schema: { type: 'string' }, example: EXAMPLE } } })
  @ApiResponse({ status: 204, description: 'Nothing more will happen.' })
  @ApiProblems(OrderNotFound, TooManyWatchers)
  async follow(
    @IdParam('orderId') orderId: string,
    @OptionalUser() _user: Principal | undefined,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: AuthenticatedRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const access = this.guests.accessOf(request);
    const now = eventOf(await this.orders.show(orderId, access));
    if (now.isLast && now.id === lastEventId) return void reply.status(204).send();
    const { watch } = this;
    if (watch.count >= MOST_WATCHERS || watch.countOf(orderId) >= MOST_WATCHERS_OF_ONE_ORDER)
      throw new TooManyWatchers();
    const stream = new OrderStream({ orders: this.orders, watch, access, orderId, lastEventId });
    void reply.headers({ 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' }).send(stream);
  }
}
