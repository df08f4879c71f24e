import type { SellerSchemas } from '@guildhall/api-client';
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { api } from '../api.js';

export type Product = SellerSchemas['ProductResponse'];

const keyOf = (productId: string): readonly string[] => ['product', productId];

export function useProduct(productId: string): UseQueryResult<Product> {
  return useQuery({
    queryKey: keyOf(productId),
    queryFn: () => api.GET('/v1/products/{productId}', { params: { path: { productId } } }),
  });
}

/** @returns what takes in a product that the API has just answered, so that page and table show it */
export function useProductChanged(): (product: Product) => void {
  const queries = useQueryClient();
  return (product) => {
    queries.setQueryData(keyOf(product.id), product);
    void queries.invalidateQueries({ queryKey: ['table', 'products'] });
    void queries.invalidateQueries({ queryKey: ['home'] });
  };
}
