import { useLayoutEffect } from 'react';
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';

/**
 * Keeps what is being typed in this tab, over a reload or a page that was left, until `forget` is called after sending. Never for
 * passwords: `fields` names what is kept.
 * @param name of the form: `product:PRODUCT_ID`
 */
export function useDraft<Fields extends FieldValues>(
  form: UseFormReturn<Fields>,
  name: string,
  fields: readonly Path<Fields>[],
): { forget: () => void } {
  const { watch, setValue } = form;
  const key = `guildhall.draft.${name}`;
  const names = fields.join(' ');
  // Before anybody sees the form: what was typed is there from the first moment, and nobody types into the old one.
  useLayoutEffect(() => {
    const kept = readDraft(sessionStorage.getItem(key));
    for (const field of names.split(' ') as Path<Fields>[]) {
      if (field in kept) setValue(field, kept[field] as never, { shouldDirty: true });
    }
    const watching = watch((values) => {
      const draft = Object.fromEntries(names.split(' ').map((field) => [field, values[field] as unknown]));
      sessionStorage.setItem(key, JSON.stringify(draft));
    });
    return () => {
      watching.unsubscribe();
    };
  }, [key, names, watch, setValue]);
  return {
    forget: () => {
      sessionStorage.removeItem(key);
    },
  };
}

/** @returns nothing at all for what is no draft */
export function readDraft(text: string | null): Record<string, unknown> {
  if (text === null) return {};
  try {
    const draft: unknown = JSON.parse(text);
    return typeof draft === 'object' && draft !== null && !Array.isArray(draft)
      ? (draft as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}
