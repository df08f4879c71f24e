import type { BuyerSchemas } from '@guildhall/api-client';
import type { ReactNode } from 'react';
import { useApiWords } from '../../api-words/use-api-words.js';
import type { QuotedLine } from './use-quote.js';

/** Why something cannot be bought. @param line of the product that it is about, when it is in the quote */
export function QuoteProblemText({ problem: { code, message }, line }: QuoteProblemTextProps): ReactNode {
  const words = useApiWords();
  const { title, stock } = line ?? { title: '', stock: 0 };
  return words?.('quote', code, message, { title, stock });
}

interface QuoteProblemTextProps {
  readonly problem: Pick<BuyerSchemas['QuoteProblemResponse'], 'code' | 'message'>;
  readonly line?: QuotedLine | undefined;
}
