import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { ApiProblem } from '@guildhall/api-client';
import { useRef } from 'react';

interface Press {
  readonly input: string;
  readonly key: string;
}

/** Refused for good: pressing again is a new wish. Anything else (no answer, 5xx) may have happened. */
const isRefusal = (error: unknown): boolean =>
  error instanceof ApiProblem && error.status < 500 && error.status !== 429;

/** Where the key of a press is kept, when it is to outlive the page or to be shared with other tabs. */
export interface KeyKeeper {
  readonly key: () => string;
  /** The API has refused for good: the next press is a new wish. */
  readonly forget: () => void;
}

/**
 * Something that a person does by pressing a button. The press gets one Idempotency-Key, kept while the same thing is tried
 * again after no answer or a server's failure, so that it happens once; a second press while the first is on its way does nothing.
 * @param act calls the API with `params: { header: { 'Idempotency-Key': key } }`
 */
export function useAction<Input, Output>(
  act: (input: Input, key: string) => Promise<Output>,
  options: { onSuccess?: (output: Output, input: Input) => void; keeper?: KeyKeeper } = {},
): Action<Input, Output> {
  const press = useRef<Press | null>(null);
  const isRunning = useRef(false);
  const mutation = useMutation<Output, Error, Input>({
    mutationFn: async (input) => {
      const text = JSON.stringify(input);
      if (press.current?.input !== text) press.current = { input: text, key: crypto.randomUUID() };
      const key = options.keeper?.key() ?? press.current.key;
      try {
        const output = await act(input, key);
        press.current = null;
        return output;
      } catch (error) {
        if (isRefusal(error)) {
          press.current = null;
          options.keeper?.forget();
        }
        throw error;
      }
    },
    onSettled: () => {
      isRunning.current = false;
    },
    ...(options.onSuccess === undefined ? {} : { onSuccess: options.onSuccess }),
  });
  const run = (input: Input): void => {
    if (isRunning.current) return;
    isRunning.current = true;
    mutation.mutate(input);
  };
  return { ...pick(mutation), run };
}

export interface Action<Input, Output> {
  readonly run: (input: Input) => void;
  readonly reset: () => void;
  readonly isPending: boolean;
  readonly data: Output | undefined;
  readonly error: Error | null;
}

function pick<Input, Output>(mutation: UseMutationResult<Output, Error, Input>): Omit<Action<Input, Output>, 'run'> {
  const { reset, isPending, data, error } = mutation;
  return { reset, isPending, data, error };
}
