import type { AdminApi, BuyerSchemas } from '@guildhall/api-client';

/** Who somebody is. The same in all three APIs. */
export type Account = BuyerSchemas['AccountResponse'];
export type Role = Account['roles'][number];

/** The part of an area's API that is about people and their sessions; all three have it. */
export type AuthApi = Pick<AdminApi, 'GET' | 'POST' | 'PATCH' | 'DELETE'>;
