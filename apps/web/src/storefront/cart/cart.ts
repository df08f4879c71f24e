import { useSyncExternalStore } from 'react';
import { type CartItem, CartStore, type Keeper } from './cart.store.js';

function browserStorage(): Keeper | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** The cart of this browser. */
export const cart = new CartStore(browserStorage());

window.addEventListener('storage', cart.readAgain);

export function useCartItems(): readonly CartItem[] {
  return useSyncExternalStore(cart.subscribe, cart.getItems);
}

/** The id of the order that was placed here last and may still have to be paid. */
export function useOpenOrder(): string | null {
  return useSyncExternalStore(cart.subscribe, cart.getOpenOrder);
}
