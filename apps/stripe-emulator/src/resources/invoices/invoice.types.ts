import type Stripe from 'stripe';

/** One line to be billed. */
export interface LineInput {
  /** Minor units, before discounts and taxes. */
  readonly amount: number;
  readonly currency: string;
  readonly description: string | null;
  readonly quantity: number | null;
  readonly period: { readonly start: number; readonly end: number };
  readonly price: Stripe.Price | null;
  readonly unitAmountDecimal: string | null;
  readonly discountable: boolean;
  /** Ids of discounts of the line itself; the invoice's own come on top. */
  readonly discounts: readonly string[];
  /** Ids of tax rates; null takes the invoice's default. */
  readonly taxRates: readonly string[] | null;
  readonly metadata: Record<string, string>;
  readonly parent: Stripe.InvoiceLineItem.Parent | null;
  /** The invoice item that it bills. */
  readonly invoiceItem?: string;
  /** Taxes that were stated instead of computed. */
  readonly taxAmounts?: readonly StatedTax[];
}

export interface StatedTax {
  readonly rate: string;
  readonly amount: number;
  readonly taxableAmount: number;
}

/** What an invoice is made of. */
export interface NewInvoice {
  readonly customer: string;
  readonly currency: string;
  readonly lines: readonly LineInput[];
  readonly billingReason: Stripe.Invoice.BillingReason;
  readonly collectionMethod: 'charge_automatically' | 'send_invoice';
  /** Whether the clock finalizes and collects it. */
  readonly autoAdvance: boolean;
  readonly periodStart: number;
  readonly periodEnd: number;
  /** Null for a one-off invoice. */
  readonly subscription: {
    readonly id: string;
    readonly metadata: Record<string, string> | null;
    readonly prorationDate?: number;
  } | null;
  /** Takes the customer's pending invoice items in. */
  readonly includesPendingItems: boolean;
  /** Ids of discounts; undefined inherits the customer's. */
  readonly discounts?: readonly string[];
  readonly defaultTaxRates?: readonly string[];
  readonly defaultPaymentMethod?: string | null;
  readonly defaultSource?: string | null;
  readonly daysUntilDue?: number | null;
  readonly dueDate?: number | null;
  readonly paymentSettings?: Stripe.Invoice.PaymentSettings;
  /** Its payment saves the payment method for later ones. */
  readonly savesPaymentMethod?: boolean;
  readonly description?: string | null;
  readonly footer?: string | null;
  readonly customFields?: Stripe.Invoice.CustomField[] | null;
  readonly metadata?: Record<string, string>;
  readonly statementDescriptor?: string | null;
  readonly automaticTax?: boolean;
  readonly issuer?: Stripe.Invoice.Issuer;
  readonly onBehalfOf?: string | null;
  readonly transferData?: TransferPlan | null;
  readonly applicationFeeAmount?: number | null;
  readonly applicationFeePercent?: number | null;
  readonly rendering?: Stripe.Invoice.Rendering | null;
  readonly shippingCost?: Stripe.Invoice.ShippingCost | null;
  readonly shippingDetails?: Stripe.Invoice.ShippingDetails | null;
  readonly accountTaxIds?: readonly string[] | null;
  readonly number?: string;
  readonly effectiveAt?: number | null;
  readonly automaticallyFinalizesAt?: number;
  readonly fromInvoice?: Stripe.Invoice.FromInvoice | null;
  readonly quote?: string;
}

/** Where the money goes, as subscriptions and invoices say it. */
export interface TransferPlan {
  readonly destination: string | Stripe.Account;
  readonly amount?: number | null;
  /** Subscriptions pass on a share instead of an amount. */
  readonly amount_percent?: number | null;
}
