import { type ReactNode, useRef, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useAction } from '../../api/use-action.js';
import { Button, Group, Stack, Text, TextInput } from '../../ui/mantine.js';
import { Problem } from '../../ui/problem.js';
import { useT } from '../messages.js';
import styles from './picture.module.css';
import type { ProductFields } from './product-fields.js';
import { uploadPicture } from './upload-picture.js';

const TYPES = 'image/jpeg,image/png,image/webp';
const MOST_BYTES = 5 * 1_048_576;

/** A product's picture: a file from here, or an address elsewhere; what is chosen is shown. */
export function PictureField({ form }: { form: UseFormReturn<ProductFields> }): ReactNode {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [isTooBig, setTooBig] = useState(false);
  const url = form.watch('pictureUrl').trim();
  const isOurs = url.startsWith('/api/');
  const choose = (value: string): void => {
    form.setValue('pictureUrl', value, { shouldDirty: true, shouldValidate: true });
  };
  const upload = useAction(uploadPicture, { onSuccess: (picture) => { choose(picture.url); } }); // prettier-ignore
  const take = (file: File | undefined): void => {
    if (file === undefined) return;
    setTooBig(file.size > MOST_BYTES);
    if (file.size <= MOST_BYTES) upload.run(file);
  };
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {t('product.picture')}
      </Text>
      {upload.error !== null && <Problem error={upload.error} />}
      {isTooBig && (
        <Text size="sm" c="red" role="alert">
          {t('product.pictureTooBig')}
        </Text>
      )}
      <Group gap="md" align="center">
        <div className={styles.preview}>{url !== '' && <img key={url} src={url} alt={t('product.preview')} />}</div>
        <Group gap="sm">
          <input
            ref={input}
            hidden
            type="file"
            accept={TYPES}
            onChange={({ currentTarget }) => {
              take(currentTarget.files?.[0]);
              currentTarget.value = '';
            }}
          />
          <Button variant="default" loading={upload.isPending} onClick={() => input.current?.click()}>
            {t('product.choosePicture')}
          </Button>
          {url !== '' && (
            <Button
              variant="default"
              onClick={() => {
                choose('');
              }}
            >
              {t('product.removePicture')}
            </Button>
          )}
        </Group>
      </Group>
      {!isOurs && (
        <TextInput
          {...form.register('pictureUrl')}
          label={t('product.pictureUrl')}
          description={t('product.pictureHint')}
          type="url"
          inputMode="url"
          error={form.formState.errors.pictureUrl?.message}
        />
      )}
    </Stack>
  );
}
