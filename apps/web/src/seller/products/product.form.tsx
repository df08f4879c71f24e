import type { SellerSchemas } from '@guildhall/api-client';
import { Money as Amount } from '@guildhall/money';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useAction } from '../../api/use-action.js';
import { priceMinorOf } from '../../form/typed-price.js';
import { useDraft } from '../../form/use-draft.js';
import { useServerErrors } from '../../form/use-server-errors.js';
import { Button, Group, Stack, Textarea, TextInput } from '../../ui/mantine.js';
import { Problem } from '../../ui/problem.js';
import { useT } from '../messages.js';
import { PictureField } from './picture.field.js';
import { type ProductFields, type ProductInput, toInput } from './product-fields.js';

type Product = SellerSchemas['ProductResponse'];

const KEPT = ['title', 'description', 'category', 'priceMinor', 'stock', 'pictureUrl'] as const;

/** What a product is, costs, and how many there are. Only what was changed is sent, so that units sold meanwhile stay sold. */
export function ProductForm({ product, currency, submitLabel, save, onSaved }: ProductFormProps): ReactNode {
  const t = useT();
  const form = useForm<ProductFields>({ defaultValues: fieldsOf(product) });
  const draft = useDraft(form, `product:${product?.id ?? 'new'}`, [...KEPT]);
  const { errors, dirtyFields } = form.formState;
  const action = useAction(save, {
    onSuccess: (saved) => {
      form.reset(fieldsOf(saved));
      draft.forget();
      onSaved(saved);
    },
  });
  const problem = useServerErrors(form, action.error);
  const required = t('form.required');
  const submit = (fields: ProductFields): void => {
    const changed = product === null ? KEPT : KEPT.filter((name) => dirtyFields[name] === true);
    action.run(toInput(fields, currency, changed));
  };
  return (
    <form noValidate onSubmit={(event) => void form.handleSubmit(submit)(event)}>
      <Stack>
        {problem !== null && <Problem error={problem} />}
        <TextInput {...form.register('title', { required })} label={t('product.title')} error={errors.title?.message} />
        <Textarea
          {...form.register('description')}
          label={t('product.description')}
          rows={4}
          error={errors.description?.message}
        />
        <Group grow align="flex-start">
          <TextInput
            {...form.register('priceMinor', {
              required,
              validate: (text) => priceMinorOf(text, currency) !== null || t('product.noPrice'),
            })}
            label={t('product.price', { currency: currency.toUpperCase() })}
            inputMode="decimal"
            error={errors.priceMinor?.message}
          />
          <TextInput
            {...form.register('stock', {
              required,
              validate: (text) => /^\d{1,8}$/.test(text.trim()) || t('product.noStock'),
            })}
            label={t('products.stock')}
            inputMode="numeric"
            error={errors.stock?.message}
          />
        </Group>
        <TextInput
          {...form.register('category')}
          label={t('products.category')}
          description={t('product.categoryHint')}
          error={errors.category?.message}
        />
        <PictureField form={form} />
        <div>
          <Button type="submit" loading={action.isPending} disabled={product !== null && !form.formState.isDirty}>
            {submitLabel}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

function fieldsOf(product: Product | null): ProductFields {
  if (product === null) {
    return { title: '', description: '', category: '', priceMinor: '', stock: '1', pictureUrl: '' };
  }
  const { title, description, category, priceMinor, currency, stock, pictureUrl } = product;
  return {
    ...{ title, description, category: category ?? '', pictureUrl: pictureUrl ?? '' },
    priceMinor: Amount.of(priceMinor, currency).toDecimal(),
    stock: String(stock),
  };
}

interface ProductFormProps {
  /** Null: a new one. */
  readonly product: Product | null;
  readonly currency: string;
  readonly submitLabel: string;
  readonly save: (input: ProductInput, key: string) => Promise<Product>;
  readonly onSaved: (product: Product) => void;
}
