import type { Emulator } from '../core/emulator.js';
import { StripeError } from '../core/errors.js';
import { Router } from '../core/http/router.js';
import type { RawHash } from '../core/params.js';
import type { PageResponse } from '../core/resource.js';
import { messagePage } from '../pages/page.js';
import { faultList, ruleOf } from './pages/fault-pages.js';
import { HOME, UI, type Visit } from './pages/layout.js';
import { objectList, objectPage } from './pages/object-pages.js';
import { overview } from './pages/overview.js';
import { requestList, requestPage } from './pages/request-pages.js';
import { webhookList } from './pages/webhook-pages.js';

type Show = (visit: Visit) => PageResponse;
/** Makes a call of the control API. @returns what went wrong, or null */
export type Call = (method: string, path: string, input: RawHash) => Promise<string | null>;

/** The control desk for people: pages over the same calls that tests make. */
export class ControlPages {
  private readonly router = new Router<Show>();

  constructor(
    private readonly emulator: Emulator,
    private readonly call: Call,
  ) {
    this.router.add('GET', HOME, overview);
    this.router.add('GET', `${HOME}/`, overview);
    this.router.add('GET', `${UI}/requests`, requestList);
    this.router.add('GET', `${UI}/requests/:id`, requestPage);
    this.router.add('GET', `${UI}/webhooks`, webhookList);
    this.router.add('GET', `${UI}/objects`, objectList);
    this.router.add('GET', `${UI}/objects/:id`, objectPage);
    this.router.add('GET', `${UI}/faults`, faultList);
  }

  static owns(path: string): boolean {
    return path === HOME || path === `${HOME}/` || path.startsWith(`${UI}/`);
  }

  async answer(method: string, path: string, query: RawHash, form: RawHash): Promise<PageResponse> {
    if (method === 'POST' && path === `${UI}/act`) return this.act(form);
    if (method === 'POST' && path === `${UI}/faults`) return this.addRule(form);
    const match = this.router.find(method, path);
    if (match === undefined) return messagePage('Not found', 'There is no such page.', 404);
    return match.value({ emulator: this.emulator, path: match.path, query });
  }

  /** A form's button: makes the call that the form names, and goes back. Empty inputs were not filled in. */
  private async act({ call, back, ...values }: RawHash): Promise<PageResponse> {
    const [method = '', path = ''] = typeof call === 'string' ? call.split(' ') : [];
    const input = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
    const problem = await this.call(method, path, input);
    return backTo(typeof back === 'string' ? back : HOME, problem);
  }

  private async addRule(form: RawHash): Promise<PageResponse> {
    try {
      return backTo(`${UI}/faults`, await this.call('POST', '/_emulator/faults', ruleOf(form) as unknown as RawHash));
    } catch (error) {
      if (error instanceof StripeError) return backTo(`${UI}/faults`, error.message);
      throw error;
    }
  }
}

/** Only to this desk: an address from a form may be anybody's. */
function backTo(back: string, problem: string | null): PageResponse {
  const place = back === HOME || /^\/_emulator\/ui\/[\w/]*$/.test(back) ? back : HOME;
  const [name, text] = problem === null ? ['done', 'Done.'] : ['problem', problem];
  return { redirect: `${place}?${name}=${encodeURIComponent(text)}` };
}
