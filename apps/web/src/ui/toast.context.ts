import { createContext, useContext } from 'react';

export type Tell = (text: string) => void;

export const ToastContext = createContext<Tell>(() => undefined);

/** Tells the result of what somebody did, in a word or two, also to screen readers. Nothing that has to be read may be said this way. */
export function useToast(): Tell {
  return useContext(ToastContext);
}
