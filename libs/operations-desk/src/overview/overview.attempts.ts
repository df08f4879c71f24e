import { basisPoints } from './basis-points.js';

export interface AttemptRow {
  readonly current: boolean;
  readonly method_type: string;
  readonly outcome: 'pending' | 'succeeded' | 'failed';
  readonly reason: string | null;
  readonly count: string;
}

export interface AttemptFigures {
  readonly succeeded: number;
  readonly failed: number;
  readonly pending: number;
  readonly successRateBasisPoints: number | null;
}

export interface Attempts {
  readonly current: AttemptFigures;
  readonly previous: AttemptFigures;
  readonly byMethod: readonly (AttemptFigures & {
    readonly methodType: string;
    readonly previousSuccessRateBasisPoints: number | null;
  })[];
  readonly byReason: readonly { readonly reason: string; readonly failed: number; readonly previousFailed: number }[];
}

/** Methods and reasons of the period; what there was before only is in the totals. */
export function attemptFigures(rows: readonly AttemptRow[]): Attempts {
  const now = rows.filter(({ current }) => current);
  const before = rows.filter(({ current }) => !current);
  const methods = [...new Set(now.map(({ method_type }) => method_type))];
  const failures = failuresByReason(now);
  const previousFailures = failuresByReason(before);
  return {
    current: outcomes(now),
    previous: outcomes(before),
    byMethod: methods
      .map((methodType) => {
        const isOfMethod = ({ method_type }: AttemptRow): boolean => method_type === methodType;
        const { successRateBasisPoints: previousSuccessRateBasisPoints } = outcomes(before.filter(isOfMethod));
        return { methodType, ...outcomes(now.filter(isOfMethod)), previousSuccessRateBasisPoints };
      })
      .sort((a, b) => tries(b) - tries(a)),
    byReason: [...failures]
      .map(([reason, failed]) => ({ reason, failed, previousFailed: previousFailures.get(reason) ?? 0 }))
      .sort((a, b) => b.failed - a.failed),
  };
}

function failuresByReason(rows: readonly AttemptRow[]): Map<string, number> {
  const failures = new Map<string, number>();
  for (const { reason, count } of rows)
    if (reason !== null) failures.set(reason, (failures.get(reason) ?? 0) + Number(count));
  return failures;
}

/** Of those that are decided. */
function outcomes(rows: readonly AttemptRow[]): AttemptFigures {
  const counted = (wanted: AttemptRow['outcome']) =>
    rows.filter(({ outcome }) => outcome === wanted).reduce((sum, { count }) => sum + Number(count), 0);
  const [succeeded, failed] = [counted('succeeded'), counted('failed')];
  const successRateBasisPoints = basisPoints(BigInt(succeeded), BigInt(succeeded + failed));
  return { succeeded, failed, pending: counted('pending'), successRateBasisPoints };
}

function tries({ succeeded, failed, pending }: AttemptFigures): number {
  return succeeded + failed + pending;
}
