/** Which requests `stripe logs tail` asked to see; a filter that is absent lets everything through. */
export interface RequestLogFilters {
  readonly filter_account?: readonly string[];
  readonly filter_http_method?: readonly string[];
  readonly filter_ip_address?: readonly string[];
  readonly filter_request_path?: readonly string[];
  readonly filter_request_status?: readonly string[];
  readonly filter_source?: readonly string[];
  readonly filter_status_code?: readonly string[];
  readonly filter_status_code_type?: readonly string[];
}

export interface FilteredRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly ip: string;
  /** True when the platform asked for something of an account connected to it. */
  readonly isForConnected: boolean;
}

/** Whether a request passes every filter that was given. */
export function passes(filters: RequestLogFilters, request: FilteredRequest): boolean {
  const { method, path, status, ip, isForConnected } = request;
  const facts: Readonly<Record<keyof RequestLogFilters, string>> = {
    filter_account: isForConnected ? 'connect_out' : 'self',
    filter_http_method: method,
    filter_ip_address: ip,
    filter_request_path: path,
    filter_request_status: status < 300 ? 'succeeded' : 'failed',
    filter_source: 'api',
    filter_status_code: String(status),
    filter_status_code_type: String(Math.floor(status / 100) * 100),
  };
  return Object.entries(facts).every(([name, fact]) => {
    const wanted = filters[name as keyof RequestLogFilters] ?? [];
    return wanted.length === 0 || wanted.some((value) => value.toLowerCase() === fact.toLowerCase());
  });
}

/** Reads what the CLI sends as JSON in one parameter. */
export function parseFilters(text: string | undefined): RequestLogFilters {
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
