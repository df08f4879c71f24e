/** What the platform's own books said before the replay began, as text because JSON knows no bigint. */
export interface BaselineFigures {
  readonly ledger: PlatformTexts;
  readonly stripe: PlatformTexts;
}

type PlatformTexts = Readonly<Record<keyof PlatformFigures, string>>;

/** What a house may have done before a replay came; the replay's sellers are new, so theirs start at nothing. */
export interface PlatformFigures {
  readonly charged: bigint;
  readonly refunded: bigint;
  readonly stripeFees: bigint;
  readonly commission: bigint;
  readonly platform: bigint;
  /** Sent to the platform's bank account; the ledger's part of the comparison does without. */
  readonly paidOut: bigint;
}

export function toTexts({
  charged,
  refunded,
  stripeFees,
  commission,
  platform,
  paidOut,
}: PlatformFigures): PlatformTexts {
  return {
    charged: String(charged),
    refunded: String(refunded),
    stripeFees: String(stripeFees),
    commission: String(commission),
    platform: String(platform),
    paidOut: String(paidOut),
  };
}

/** The figures since the baseline. */
export function since<Figures extends PlatformFigures>(figures: Figures, before: PlatformTexts): Figures {
  return {
    ...figures,
    charged: figures.charged - BigInt(before.charged),
    refunded: figures.refunded - BigInt(before.refunded),
    stripeFees: figures.stripeFees - BigInt(before.stripeFees),
    commission: figures.commission - BigInt(before.commission),
    platform: figures.platform - BigInt(before.platform),
    paidOut: figures.paidOut - BigInt(before.paidOut),
  };
}
