import { merged, type Params } from '../shared/api-client.js';
import { randomId } from '../shared/random-id.js';

const PATIENCE_MS = 1000;

type Message =
  | { readonly group: string; readonly ask: string }
  | { readonly group: string; readonly answer: string; readonly typed: Params };

/**
 * Number, date and code of a card may stand in frames of their own. They are of one origin, and talk to each other
 * past the page around them, to which a channel of this origin is closed.
 */
export class Siblings {
  private readonly channel = new BroadcastChannel('stripe-emulator:elements');
  private readonly waiting = new Map<string, (typed: Params) => void>();

  constructor(
    private readonly group: string,
    collect: () => Params,
  ) {
    this.channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.group !== group) return;
      if ('answer' in data) this.waiting.get(data.answer)?.(data.typed);
      else this.send({ group, answer: data.ask, typed: collect() });
    };
  }

  /** @param count how many frames there are beside this one */
  collect(count: number): Promise<Params> {
    if (count === 0) return Promise.resolve({});
    const ask = randomId();
    return new Promise((resolve) => {
      let typed: Params = {};
      let missing = count;
      const finish = (): void => {
        this.waiting.delete(ask);
        resolve(typed);
      };
      const timer = setTimeout(finish, PATIENCE_MS);
      this.waiting.set(ask, (more) => {
        typed = merged(typed, more);
        missing -= 1;
        if (missing > 0) return;
        clearTimeout(timer);
        finish();
      });
      this.send({ group: this.group, ask });
    });
  }

  private send(message: Message): void {
    this.channel.postMessage(message);
  }
}
