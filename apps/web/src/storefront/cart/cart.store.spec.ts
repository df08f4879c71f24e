import fc from 'fast-check';
import { CartStore, type Keeper, parseItems } from './cart.store.js';

class Drawer implements Keeper {
  readonly kept = new Map<string, string>();
  getItem = (name: string): string | null => this.kept.get(name) ?? null;
  setItem = (name: string, text: string): void => void this.kept.set(name, text);
  removeItem = (name: string): void => void this.kept.delete(name);
}

describe('The cart', () => {
  it('is found again on the next visit, with ids and quantities and nothing else', () => {
    const drawer = new Drawer();
    const cart = new CartStore(drawer);
    cart.add('mug', 2);
    cart.add('bowl', 1);
    cart.add('mug', 1);
    expect(new CartStore(drawer).getItems()).toEqual([
      { productId: 'mug', quantity: 3 },
      { productId: 'bowl', quantity: 1 },
    ]);
    cart.set('mug', 0);
    expect(drawer.kept.get('guildhall.cart')).toBe('[{"productId":"bowl","quantity":1}]');
  });

  it('is emptied into an order, and filled again from one that was given up', () => {
    const drawer = new Drawer();
    const cart = new CartStore(drawer);
    cart.add('mug', 2);
    cart.ordered('order-1');
    expect([cart.getItems(), new CartStore(drawer).getOpenOrder()]).toEqual([[], 'order-1']);
    cart.closeOrder('another');
    expect(cart.getOpenOrder()).toBe('order-1');
    cart.closeOrder('order-1', [{ productId: 'mug', quantity: 2 }]);
    expect([cart.getItems(), cart.getOpenOrder()]).toEqual([[{ productId: 'mug', quantity: 2 }], null]);
  });

  it('has one key in all tabs, another one once it is changed, refused or ordered', () => {
    const drawer = new Drawer();
    const [here, there] = [new CartStore(drawer), new CartStore(drawer)];
    here.add('mug', 1);
    const first = here.orderKey();
    expect([there.orderKey(), here.orderKey()]).toEqual([first, first]);
    there.add('bowl', 1);
    const second = here.orderKey();
    there.renewOrderKey();
    const third = here.orderKey();
    there.ordered('order-1');
    expect(new Set([first, second, third, here.orderKey()]).size).toBe(4);
  });

  it('follows another tab', () => {
    const drawer = new Drawer();
    const [here, there] = [new CartStore(drawer), new CartStore(drawer)];
    const told: number[] = [];
    const stop = here.subscribe(() => told.push(here.getItems().length));
    there.add('mug', 1);
    here.readAgain();
    stop();
    here.readAgain();
    expect(told).toEqual([1]);
  });

  it('is empty when what is kept is no cart', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => parseItems(text).length === 0));
    expect(parseItems('[{"productId":"mug","quantity":1.5},{"productId":"mug","quantity":2,"price":1}]')).toEqual([
      { productId: 'mug', quantity: 2 },
    ]);
  });
});
