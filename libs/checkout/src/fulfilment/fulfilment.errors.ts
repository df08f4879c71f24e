import { DomainError } from '@guildhall/http';

/** Only what is paid, and is not going back, is shipped. */
export class OrderNotToShip extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'order_not_to_ship';

  constructor(state: string) {
    super(`The order is ${state.replaceAll('_', ' ')}: there is nothing to ship.`, { state });
  }
}

/** The buyer may have been told. Correct carrier and tracking number by shipping again. */
export class ShipmentNotUndoable extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'shipment_not_undoable';

  constructor() {
    super('A shipment can be taken back within a minute of reporting it, not later.');
  }
}
