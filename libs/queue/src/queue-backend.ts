import type { Processor, Queue, Worker } from 'bullmq';

/** Where BullMQ keeps its jobs. Everything else in the house is told neither which one it is nor where. */
export interface QueueBackend {
  readonly name: 'postgresql' | 'redis';
  /** Resolves when jobs can be stored; rejects with a message for the operator when they never could. */
  ready(): Promise<void>;
  queue(name: string): Queue;
  worker(name: string, processor: Processor, concurrency: number): Worker;
  /** After every queue and worker made here has been closed. */
  close(): Promise<void>;
}

/** Inject with `@Inject(QUEUE_BACKEND) backend: QueueBackend`. */
export const QUEUE_BACKEND = Symbol('guildhall:queue-backend');

/** Rings and ticks have done their work the moment they arrive: none is kept. */
export const KEEP_NO_JOBS = { removeOnComplete: true, removeOnFail: true, attempts: 1 } as const;

const LONGEST_CLOSE_MS = 2_000;

/** Closes what BullMQ has opened; a queue that is away does not hold up the end of the process. */
export async function closeAll(
  opened: readonly (Queue | Worker | undefined)[],
  inFlight: Iterable<Promise<unknown>> = [],
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      for (const each of opened) each?.disconnect().catch(() => undefined);
      resolve();
    }, LONGEST_CLOSE_MS);
  });
  const closing = Promise.allSettled(inFlight).then(() =>
    Promise.allSettled(opened.map(async (each) => each?.close())),
  );
  await Promise.race([closing, patience]);
  clearTimeout(timer);
}
