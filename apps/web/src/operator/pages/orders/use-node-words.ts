import { Money as Amount } from '@guildhall/money';
import { useMessages } from '../../../i18n/messages.context.js';
import { useT } from '../../messages.js';
import type { Node } from './money-links.js';

/** What a node of the money's path is called, and what became of the money there. */
export function useNodeWords(currency: string): {
  nameOf: (node: Node) => string;
  restsOf: (node: Node) => readonly string[];
} {
  const t = useT();
  const { locale } = useMessages();
  const money = (minor: number): string => Amount.of(minor, currency).format(locale);
  return {
    nameOf: ({ kind, sellerName, id }) => (kind === 'seller' ? (sellerName ?? id) : t(`moneyPath.node.${kind}`)),
    restsOf: ({ kind, inMinor, outMinor, restsMinor }) => {
      if (kind === 'buyer') {
        const paid = t('moneyPath.paid', { amount: money(outMinor) });
        return inMinor === 0 ? [paid] : [paid, t('moneyPath.back', { amount: money(inMinor) })];
      }
      if (kind === 'order' && restsMinor === 0) return [t('moneyPath.passedOn')];
      if (kind === 'order' && restsMinor > 0) return [t('moneyPath.waits', { amount: money(restsMinor) })];
      return [
        restsMinor < 0
          ? t('moneyPath.bears', { amount: money(-restsMinor) })
          : t('moneyPath.keeps', { amount: money(restsMinor) }),
      ];
    },
  };
}
