import type { AdminSchemas } from '@guildhall/api-client';

export type Role = AdminSchemas['UserResponse']['roles'][number];

export const ROLES: readonly Role[] = ['buyer', 'seller', 'operator'];
