import { QueryClient } from '@tanstack/react-query';

/** Repeating is the API client's affair (libs/api-client), so that reading and changing things go by the same rules. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: false, staleTime: 15_000, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
