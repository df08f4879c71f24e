import { Presets, SingleBar } from 'cli-progress';

/** What a person sees of one step that takes a while. */
export interface Step {
  done(count?: number): void;
  end(): void;
}

export interface Progress {
  readonly say: (text: string) => void;
  step(name: string, total: number): Step;
}

/** A bar on a terminal; elsewhere a line every few seconds. */
export function consoleProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  const say = (text: string): void => void stream.write(`${text}\n`);
  return { say, step: (name, total) => (stream.isTTY ? bar(name, total, stream) : lines(name, total, say)) };
}

export const silentProgress: Progress = {
  say: () => undefined,
  step: () => ({ done: () => undefined, end: () => undefined }),
};

function bar(name: string, total: number, stream: NodeJS.WriteStream): Step {
  const shown = new SingleBar(
    { format: `${name.padEnd(12)} {bar} {value}/{total}  {eta_formatted}`, stream, hideCursor: true },
    Presets.shades_classic,
  );
  shown.start(total, 0);
  return {
    done(count = 1) {
      shown.increment(count);
    },
    end() {
      shown.stop();
    },
  };
}

const LINE_EVERY_MS = 3_000;

function lines(name: string, total: number, say: (text: string) => void): Step {
  let done = 0;
  let said = Date.now();
  return {
    done(count = 1) {
      done += count;
      if (Date.now() - said < LINE_EVERY_MS) return;
      said = Date.now();
      say(`${name}: ${done} of ${total}`);
    },
    end() {
      say(`${name}: ${done} of ${total}`);
    },
  };
}
