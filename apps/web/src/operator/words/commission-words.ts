import { Money, parseDecimal } from '@guildhall/money';
import type { Translate } from '../../i18n/messages.context.js';
import type english from '../messages/en.json';

type Key = 'commission.explained' | Extract<keyof typeof english, `rules.scope.${string}`>;

const AMOUNT = String.raw`[\d.]+ [A-Z]{3}`;
/** As checkout writes it: "10% of 100.00 USD + 0.30 USD, at least 1.00 USD = 10.30 USD (platform rule, version 2)". */
const EXPLANATION = new RegExp(
  String.raw`^(?<percent>[\d.]+)% of (?<line>${AMOUNT})(?: \+ (?<fixed>${AMOUNT}))?(?:, at least (?<minimum>${AMOUNT}))?` +
    String.raw`(?:, at most (?<maximum>${AMOUNT}))? = (?<amount>${AMOUNT}) \((?<scope>product|category|seller|platform) rule, version (?<version>\d+)\)$`,
);

/** Why a commission is what it is, in the viewer's language and with amounts as they write them. */
export function commissionWords(translate: Translate<Key>, locale: string, explanation: string): string {
  const parts = EXPLANATION.exec(explanation)?.groups;
  if (parts === undefined) return explanation;
  const { percent, scope, version, ...amounts } = parts;
  return translate('commission.explained', {
    fixed: 'none',
    minimum: 'none',
    maximum: 'none',
    percent: Number(percent),
    version: Number(version),
    scope: translate(`rules.scope.${scope as 'product' | 'category' | 'seller' | 'platform'}`),
    ...Object.fromEntries(
      Object.entries(amounts)
        .filter(([, text]) => (text as string | undefined) !== undefined)
        .map(([name, text]) => [name, amountOf(text).format(locale)]),
    ),
  });
}

function amountOf(text: string): Money {
  const [decimal = '', currency = ''] = text.split(' ');
  return parseDecimal(decimal, currency.toLowerCase());
}
