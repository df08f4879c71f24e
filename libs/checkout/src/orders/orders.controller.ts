import {
  ApiAnswer,
  ApiPage,
  ApiProblems,
  CurrentUser,
  IdempotencyKey,
  IdParam,
  mapPage,
  NeverRecorded,
  OptionalUser,
  type Page,
  PageRequest,
  type Principal,
  Public,
  ReplayByRerun,
  Roles,
} from '@guildhall/http';
import { GuestOrders } from '@guildhall/identity';
import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PaymentPendingSetup, PaymentRefused, SavedPaymentMethodNotFound } from '../payments/payment.errors.js';
import { PaymentResponse } from '../payments/payment.response.js';
import { CancelOrderUseCase } from './cancel-order.use-case.js';
import type { OrderOwner } from './order-access.js';
import {
  CurrenciesMixed,
  GuestEmailRequired,
  ItemsNotAvailable,
  OrderNotCancelable,
  OrderNotFound,
  OrderTotalTooLarge,
  PriceChanged,
} from './order.errors.js';
import { OrderQueries } from './order.queries.js';
import { OrderResponse, PlacedOrderResponse } from './order.response.js';
import { PlaceOrderRequest } from './place-order.request.js';
import { PlaceOrderUseCase } from './place-order.use-case.js';
import { QuoteOrderUseCase } from './quote-order.use-case.js';
import { QuoteOrderRequest, QuoteResponse } from './quote.messages.js';
import { ShowPaymentUseCase } from './show-payment.use-case.js';

const ApiOrderToken = () =>
  ApiHeader({
    name: 'X-Order-Token',
    required: false,
    description: 'Instead of signing in: the token of a guest’s order. A browser may have it as a cookie.',
  });

@ApiTags('orders')
@Controller('v1/orders')
@Roles('buyer')
export class OrdersController {
  constructor(
    private readonly placeOrder: PlaceOrderUseCase,
    private readonly quoteOrder: QuoteOrderUseCase,
    private readonly cancelOrder: CancelOrderUseCase,
    private readonly showPayment: ShowPaymentUseCase,
    private readonly orders: OrderQueries,
    private readonly guests: GuestOrders,
  ) {}

  /** Orders products: prices them, reserves them, and prepares the payment. */
  @Post()
  @ReplayByRerun()
  @ApiHeader({
    name: 'X-Guildhall-Session',
    required: false,
    description: '`cookie`: a guest’s token comes as a cookie that no script can read, and `orderToken` is null.',
  })
  @ApiOperation({ summary: 'Place an order' })
  @ApiAnswer(PlacedOrderResponse, { status: 201 })
  @ApiProblems(
    ItemsNotAvailable,
    CurrenciesMixed,
    PriceChanged,
    OrderTotalTooLarge,
    GuestEmailRequired,
    SavedPaymentMethodNotFound,
    PaymentPendingSetup,
    PaymentRefused,
  )
  async place(
    @IdempotencyKey() idempotencyKey: string,
    @OptionalUser() user: Principal | undefined,
    @Body() { guestEmail, ...body }: PlaceOrderRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlacedOrderResponse> {
    const owner = ownerOf(user, guestEmail);
    const placed = await this.placeOrder.execute({ owner, idempotencyKey, ...body });
    return PlacedOrderResponse.from(placed, this.guests.handOver(request, reply, placed.orderToken));
  }

  /** What a cart comes to. Nothing is reserved: the order may still be refused. */
  @Post('quote')
  @Public()
  @NeverRecorded()
  @ApiOperation({ summary: 'Price a cart, by seller, with what is wrong with it' })
  @ApiAnswer(QuoteResponse)
  async quote(@Body() { items }: QuoteOrderRequest): Promise<QuoteResponse> {
    return QuoteResponse.from(await this.quoteOrder.execute(items));
  }

  @Get()
  @ApiOperation({ summary: 'List my orders, newest first' })
  @ApiPage(OrderResponse)
  async list(@CurrentUser() user: Principal, @Query() page: PageRequest): Promise<Page<OrderResponse>> {
    return mapPage(await this.orders.list(user.userId, page), (view) => OrderResponse.from(view));
  }

  @Get(':orderId')
  @ApiOrderToken()
  @ApiOperation({ summary: 'Show an order' })
  @ApiAnswer(OrderResponse)
  @ApiProblems(OrderNotFound)
  async show(
    @IdParam('orderId') orderId: string,
    @OptionalUser() _user: Principal | undefined,
    @Req() request: FastifyRequest,
  ): Promise<OrderResponse> {
    return OrderResponse.from(await this.orders.show(orderId, this.guests.accessOf(request)));
  }

  @Get(':orderId/payment')
  @ApiOrderToken()
  @ApiOperation({ summary: 'Go on paying an order: its state at Stripe and a client secret' })
  @ApiAnswer(PaymentResponse)
  @ApiProblems(OrderNotFound, PaymentPendingSetup, PaymentRefused)
  async payment(
    @IdParam('orderId') orderId: string,
    @OptionalUser() _user: Principal | undefined,
    @Req() request: FastifyRequest,
  ): Promise<PaymentResponse> {
    return PaymentResponse.from(await this.showPayment.execute(orderId, this.guests.accessOf(request)));
  }

  @Post(':orderId/cancel')
  @ApiOrderToken()
  @ApiOperation({ summary: 'Cancel an unpaid order' })
  @ApiAnswer(OrderResponse)
  @ApiProblems(OrderNotFound, OrderNotCancelable)
  async cancel(
    @IdParam('orderId') orderId: string,
    @OptionalUser() _user: Principal | undefined,
    @Req() request: FastifyRequest,
  ): Promise<OrderResponse> {
    return OrderResponse.from(await this.cancelOrder.execute(orderId, this.guests.accessOf(request)));
  }
}

function ownerOf(user: Principal | undefined, guestEmail: string | undefined): OrderOwner {
  if (user !== undefined) return { userId: user.userId };
  if (guestEmail === undefined) throw new GuestEmailRequired();
  return { guestEmail };
}
