/** Where a bank or another method's page sends the buyer back to. */
export function returnUrl(orderId: string): string {
  return new URL(`/checkout/${orderId}/return`, window.location.origin).href;
}
