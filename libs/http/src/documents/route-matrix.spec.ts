import { SAMPLE, SampleModule } from '../spec-support/sample-api.js';
import { apiDocument } from './api-document.js';
import { type Caller, refusalFor, routeMatrix } from './route-matrix.js';

describe('the route x role matrix', () => {
  it('lists every route and what the guard must say to whom', async () => {
    const callers: Caller[] = ['guest', 'buyer', 'seller', 'operator'];
    const table = routeMatrix(await apiDocument(SampleModule, SAMPLE)).map((route) => [
      `${route.method} ${route.path}`,
      ...callers.map((caller) => refusalFor(route, caller) ?? 'in'),
    ]);
    expect(table).toEqual([
      ['GET /v1/things', 'in', 'in', 'in', 'in'],
      ['POST /v1/things', 401, 403, 'in', 403],
      ['GET /v1/things/{thingId}', 'in', 'in', 'in', 'in'],
      ['DELETE /v1/things/{thingId}', 401, 'in', 'in', 'in'],
      ['POST /v1/others/secret', 'in', 'in', 'in', 'in'],
      ['POST /v1/others/login', 'in', 'in', 'in', 'in'],
      ['POST /v1/others/crash', 401, 'in', 'in', 'in'],
      ['GET /v1/others/slow', 'in', 'in', 'in', 'in'],
      ['GET /v1/others/teapot', 401, 403, 403, 'in'],
    ]);
  });

  it('fails for a route that does not say who may call it', () => {
    expect(() => routeMatrix({ paths: { '/v1/new': { get: { responses: {} } } } })).toThrow('GET /v1/new does not say');
  });

  it('asks for the role of those who sign in, also where guests are welcome', () => {
    const post = { responses: {}, 'x-roles': ['optional', 'buyer'] };
    const [route] = routeMatrix({ paths: { '/v1/orders': { post } } });
    if (route === undefined) throw new Error('there must be a route');
    expect((['guest', 'buyer', 'seller'] as const).map((caller) => refusalFor(route, caller))).toEqual([
      null,
      null,
      403,
    ]);
  });
});
