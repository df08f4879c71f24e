import { type ApiClientOptions, createApi } from './create-api.js';
import type { components as AdminComponents, paths as AdminPaths } from './generated/admin-api.js';
import type { components as BuyerComponents, paths as BuyerPaths } from './generated/buyer-checkout-api.js';
import type { components as SellerComponents, paths as SellerPaths } from './generated/seller-onboarding-api.js';
import type { TypedApi } from './typed-api.js';

export * from './api-problem.js';
export type { ApiClientOptions } from './create-api.js';
export type { ProblemCode } from './generated/problem-codes.js';
export type { AnswerOf, TypedApi } from './typed-api.js';

export type SellerApi = TypedApi<SellerPaths>;
export type BuyerApi = TypedApi<BuyerPaths>;
export type AdminApi = TypedApi<AdminPaths>;

/** The bodies by name: `SellerSchemas['ProductResponse']`. */
export type SellerSchemas = SellerComponents['schemas'];
export type BuyerSchemas = BuyerComponents['schemas'];
export type AdminSchemas = AdminComponents['schemas'];

/**
 * The API that sellers use: `await createSellerApi(url, { token }).POST('/v1/products', { body })`.
 * @param baseUrl without a slash at the end
 */
export const createSellerApi = (baseUrl: string, options?: ApiClientOptions): SellerApi => createApi(baseUrl, options);

/** The API that buyers and guests use. */
export const createBuyerApi = (baseUrl: string, options?: ApiClientOptions): BuyerApi => createApi(baseUrl, options);

/** The API that operators use. */
export const createAdminApi = (baseUrl: string, options?: ApiClientOptions): AdminApi => createApi(baseUrl, options);
