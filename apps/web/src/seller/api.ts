import { createSellerApi, type SellerApi } from '@guildhall/api-client';
import { BROWSER } from '../api/send.js';

/** The API of this area, by way of the gateway. */
export const api: SellerApi = createSellerApi('/api/seller', BROWSER);
