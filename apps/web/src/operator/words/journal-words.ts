import type { Translate } from '../../i18n/messages.context.js';
import { shortId, shortIds } from '../../ui/short-id.js';
import type english from '../messages/en.json';

type JournalKey = Extract<keyof typeof english, `journal.${string}`>;

/** What the books write beside an entry, which for good is English: which of our words it is. */
const DESCRIPTIONS: readonly (readonly [RegExp, JournalKey])[] = [
  [/^Charge (?<charge>\S+) for order (?<order>\S+)$/, 'journal.charge'],
  [/^Transfer (?<transfer>\S+) of order (?<order>\S+) to (?<account>\S+)$/, 'journal.transfer'],
  [/^Application fee \S+ of order (?<order>\S+) from (?<account>\S+)$/, 'journal.applicationFee'],
  [/^Commission of order (?<order>\S+), a share with nothing to transfer$/, 'journal.commission'],
  [/^transfer reversed$/, 'journal.reversed'],
  [/^application fee refunded$/, 'journal.feeRefunded'],
  [/^refund owed by the seller$/, 'journal.refundOwed'],
  [/^refund$/, 'journal.refund'],
  [/^refund failed$/, 'journal.refundFailed'],
  [/^payout$/, 'journal.payout'],
  [/^payout came back$/, 'journal.payoutBack'],
  [/^payout paid$/, 'journal.payoutPaid'],
  [/^payout returned by the bank$/, 'journal.payoutReturned'],
];

/** What an entry of the journal is about, in the viewer's words, with every id short. */
export function journalWords(translate: Translate<JournalKey>, description: string): string {
  for (const [pattern, key] of DESCRIPTIONS) {
    const match = pattern.exec(description);
    if (match === null) continue;
    const ids = Object.entries(match.groups ?? {}).map(([name, id]) => [name, shortId(id)] as const);
    return translate(key, Object.fromEntries(ids));
  }
  return shortIds(description);
}
