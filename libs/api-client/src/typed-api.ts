import type { MaybeOptionalInit } from 'openapi-fetch';
import type { HttpMethod, PathsWithMethod, RequiredKeysOf } from 'openapi-typescript-helpers';

type At<Paths, Path extends keyof Paths, Method extends HttpMethod> = Paths[Path] & Record<Method, object>;

/** Input may be left out when nothing in it is required. */
type InitParam<Init> = RequiredKeysOf<Init> extends never ? [Init?] : [Init];

type Success = 200 | 201 | 202 | 204;

type BodyOf<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : undefined;

/** What an operation answers when all went well. */
export type AnswerOf<Operation> = Operation extends { responses: infer Responses }
  ? BodyOf<Responses[keyof Responses & Success]>
  : never;

/** Calls one method: path and input are checked against the API's document, and the answer has its type. */
export type Call<Paths extends object, Method extends HttpMethod> = <
  Path extends PathsWithMethod<Paths, Method>,
  Init extends MaybeOptionalInit<At<Paths, Path, Method>, Method>,
>(
  path: Path,
  ...init: InitParam<Init>
) => Promise<AnswerOf<At<Paths, Path, Method>[Method]>>;

/** An API by its document. Whatever is not a 2xx is thrown as an `ApiProblem`. */
export interface TypedApi<Paths extends object> {
  readonly GET: Call<Paths, 'get'>;
  readonly POST: Call<Paths, 'post'>;
  readonly PUT: Call<Paths, 'put'>;
  readonly PATCH: Call<Paths, 'patch'>;
  readonly DELETE: Call<Paths, 'delete'>;
}
