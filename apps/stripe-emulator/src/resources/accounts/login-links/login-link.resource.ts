import { defineResource } from '../../../core/resource.js';

/** A link into an account's Express dashboard, or the visit that it opened; its id is the secret in its address. */
export interface DashboardAccessRow {
  readonly id: string;
  readonly object: '_dashboard_access';
  readonly account: string;
  readonly kind: 'link' | 'visit';
  /** Unix seconds. */
  readonly created: number;
  readonly expiresAt: number;
  readonly isUsed: boolean;
}
export const dashboardAccesses = defineResource<DashboardAccessRow>({ object: '_dashboard_access', idPrefix: '_dash' });
