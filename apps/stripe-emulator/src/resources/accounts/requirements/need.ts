/** One piece of information that a country asks for. */
export interface Need {
  /** Full name as in `requirements.currently_due`. */
  readonly field: string;
  readonly isMet: boolean;
  /** It was given and is being looked at. */
  readonly isPending?: boolean;
  /** What was wrong with it. */
  readonly error?: { readonly code: string; readonly reason: string };
  /** `payments`: receiving transfers works without it. */
  readonly neededFor: 'any' | 'payments';
  /** `eventually`: asked for, and nothing stops without it. */
  readonly level: 'currently' | 'eventually';
  /** Another field that would do. */
  readonly alternative?: string;
}

type Options = Partial<Pick<Need, 'neededFor' | 'level' | 'alternative'>>;

/** A need that is met when there is a value. */
export function need(field: string, value: unknown, options: Options = {}): Need {
  const isMet = value !== undefined && value !== null && value !== '' && value !== false;
  return { field, isMet, neededFor: 'any', level: 'currently', ...options };
}
