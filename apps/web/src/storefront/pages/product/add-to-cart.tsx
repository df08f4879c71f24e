import type { BuyerSchemas } from '@guildhall/api-client';
import { type ReactNode, useState } from 'react';
import { AppLink } from '../../../shell/app-link.js';
import { Anchor, Button, Group, Stack, Text } from '../../../ui/mantine.js';
import { useToast } from '../../../ui/toast.context.js';
import { cart, useCartItems } from '../../cart/cart.js';
import { QuantityField } from '../../cart/quantity-field.js';
import { useT } from '../../messages.js';

const FEW = 5;

/** How many are left and how many are wanted. What is in the cart already counts. */
export function AddToCart({ product }: { product: BuyerSchemas['ListedProductResponse'] }): ReactNode {
  const t = useT();
  const tell = useToast();
  const { id, title, stock, status } = product;
  const [quantity, setQuantity] = useState(1);
  const inCart = useCartItems().find(({ productId }) => productId === id)?.quantity ?? 0;
  const left = stock - inCart;
  if (status === 'archived') return <Text fw={600}>{t('product.archived')}</Text>;
  if (stock === 0) return <Text fw={600}>{t('catalogue.soldOut')}</Text>;
  return (
    <Stack gap="sm">
      <Text c="dimmed">{stock <= FEW ? t('product.fewLeft', { stock }) : t('product.inStock')}</Text>
      {left > 0 ? (
        <Group align="flex-end" gap="sm">
          <QuantityField label={t('cart.quantity')} value={quantity} most={left} onChange={setQuantity} />
          <Button
            onClick={() => {
              cart.add(id, Math.min(quantity, left));
              setQuantity(1);
              tell(t('product.added', { title }));
            }}
          >
            {t('product.addToCart')}
          </Button>
        </Group>
      ) : (
        <Text>{t('product.allInCart')}</Text>
      )}
      {inCart > 0 && (
        <Text>
          {t('product.inCart', { count: inCart })}{' '}
          <Anchor component={AppLink} to="/cart" underline="always">
            {t('product.toCart')}
          </Anchor>
        </Text>
      )}
    </Stack>
  );
}
