import { AmountField, EmailField, IdField, IntegerField, ListField, NestedField } from '@guildhall/http';
import { ShippingAddress } from '../fulfilment/shipping-address.js';

export class OrderItemRequest {
  @IdField({ example: '0199c2f4-6d2e-7000-8000-000000000001' })
  productId!: string;
  @IntegerField({ example: 2, min: 1, max: 1_000_000 })
  quantity!: number;
}

export class PlaceOrderRequest {
  @ListField(() => OrderItemRequest, { min: 1, max: 2_000, description: 'Products and quantities. Prices are ours.' })
  items!: OrderItemRequest[];
  @EmailField({
    example: 'ada@example.com',
    optional: true,
    description: 'Needed from guests, ignored when signed in.',
  })
  guestEmail?: string;
  @IdField({
    example: '0199c2f4-6d2e-7000-8000-000000000002',
    optional: true,
    description: 'Pay with a saved payment method at once.',
  })
  savedPaymentMethodId?: string;
  @NestedField(() => ShippingAddress, { optional: true, description: 'Where the goods go; the sellers see it.' })
  shippingAddress?: ShippingAddress;
  @AmountField({
    example: 10_000,
    optional: true,
    description: 'The total that the buyer saw. When it is not the total any more, the order is refused.',
  })
  acceptedTotalMinor?: number;
}
