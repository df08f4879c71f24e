import { ApiProblem } from '@guildhall/api-client';
import { useEffect } from 'react';
import { useApiWords } from '../api-words/use-api-words.js';
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';

/**
 * Puts what the API says about fields beside those fields, and the focus into the first of them.
 * @returns the error to show above the form; null when every part of it found its field
 */
export function useServerErrors<Fields extends FieldValues>(form: UseFormReturn<Fields>, error: unknown): unknown {
  const { getValues, setError } = form;
  const words = useApiWords(error instanceof ApiProblem && error.errors.length > 0);
  useEffect(() => {
    if (words === null) return;
    const known = fieldErrors(error, Object.keys(getValues()));
    known.forEach(({ field, message }, index) => {
      setError(
        field as Path<Fields>,
        { type: 'server', message: words('problem', null, message) },
        { shouldFocus: index === 0 },
      );
    });
  }, [error, getValues, setError, words]);
  if (!(error instanceof ApiProblem) || error.errors.length === 0) return error;
  return fieldErrors(error, Object.keys(getValues())).length === error.errors.length ? null : error;
}

/** Those errors of a problem that are about one of these fields (or about something within it). */
export function fieldErrors(error: unknown, fields: readonly string[]): ApiProblem['errors'] {
  if (!(error instanceof ApiProblem)) return [];
  return error.errors.filter(({ field }) => fields.includes(field.split('.', 1)[0] ?? field));
}
