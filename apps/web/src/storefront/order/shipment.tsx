import type { ReactNode } from 'react';
import { IdText } from '../../ui/id-text.js';
import { When } from '../../ui/when.js';
import { useT } from '../messages.js';
import type { Order } from './use-order.js';
import styles from './shipment.module.css';

/** Whether one seller's goods are on their way, and how to follow them. */
export function Shipment({ shipment, isComing }: ShipmentProps): ReactNode {
  const t = useT();
  const { shippedAt, carrier, trackingNumber } = shipment;
  if (shippedAt === null) return isComing ? <p className={styles.shipment}>{t('shipment.waiting')}</p> : null;
  return (
    <dl className={styles.shipment}>
      <div>
        <dt>{t('shipment.sent')}</dt>
        <dd>
          <When at={shippedAt} exact />
        </dd>
      </div>
      {carrier !== null && (
        <div>
          <dt>{t('shipment.carrier')}</dt>
          <dd>{carrier}</dd>
        </div>
      )}
      {trackingNumber !== null && (
        <div>
          <dt>{t('shipment.tracking')}</dt>
          <dd>
            <IdText id={trackingNumber} whole />
          </dd>
        </div>
      )}
    </dl>
  );
}

interface ShipmentProps {
  readonly shipment: Pick<Order['sellers'][number], 'shippedAt' | 'carrier' | 'trackingNumber'>;
  /** What was not sent yet will be. */
  readonly isComing: boolean;
}
