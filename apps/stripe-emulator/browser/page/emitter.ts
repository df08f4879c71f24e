export type Listener = (event: unknown) => unknown;

/** Listeners by event. One that throws does not keep the others from hearing. */
export class Emitter {
  private readonly listeners = new Map<string, Map<Listener, Listener>>();

  on(event: string, listener: Listener): void {
    this.add(event, listener, listener);
  }

  once(event: string, listener: Listener): void {
    this.add(event, listener, (details) => {
      this.off(event, listener);
      listener(details);
    });
  }

  /** Without a listener, all of the event. */
  off(event: string, listener?: Listener): void {
    if (listener === undefined) this.listeners.delete(event);
    else this.listeners.get(event)?.delete(listener);
  }

  emit(event: string, details: unknown): void {
    for (const listener of [...(this.listeners.get(event)?.values() ?? [])])
      try {
        listener(details);
      } catch (error) {
        setTimeout(() => {
          throw error;
        });
      }
  }

  private add(event: string, listener: Listener, heard: Listener): void {
    const known = this.listeners.get(event) ?? new Map<Listener, Listener>();
    this.listeners.set(event, known.set(listener, heard));
  }
}
