import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Seconds, from a fast acknowledgement to a delivery of hours ago. */
export const LATENCY_BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
export const LAG_BUCKETS_SECONDS = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 3_600, 21_600, 86_400, 345_600];

/**
 * The figures of one process, in a registry of its own. Asking twice for one name gives the same figure, so that two
 * providers may share it. Names: `guildhall_<what>_<unit>`, counters end in `_total`.
 */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly figures = new Map<string, unknown>();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  counter<Label extends string = never>(name: string, help: string, labelNames: readonly Label[] = []): Counter<Label> {
    return this.once(name, () => new Counter({ name, help, labelNames: [...labelNames], registers: [this.registry] }));
  }

  histogram<Label extends string = never>(
    name: string,
    help: string,
    buckets: readonly number[] = LATENCY_BUCKETS_SECONDS,
    labelNames: readonly Label[] = [],
  ): Histogram<Label> {
    const options = { name, help, buckets: [...buckets], labelNames: [...labelNames], registers: [this.registry] };
    return this.once(name, () => new Histogram(options));
  }

  gauge<Label extends string = never>(name: string, help: string, labelNames: readonly Label[] = []): Gauge<Label> {
    return this.once(name, () => new Gauge({ name, help, labelNames: [...labelNames], registers: [this.registry] }));
  }

  /** A gauge that is read only when somebody asks for the figures; one that cannot be read is left out. */
  observed(name: string, help: string, read: () => Promise<number> | number): void {
    this.registry.registerMetric(
      new Gauge({
        name,
        help,
        registers: [],
        async collect() {
          try {
            this.set(await read());
          } catch {
            this.remove();
          }
        },
      }),
    );
  }

  readonly contentType = Registry.PROMETHEUS_CONTENT_TYPE;

  /** Prometheus' text format, for `GET /metrics`. */
  text(): Promise<string> {
    return this.registry.metrics();
  }

  private once<Figure>(name: string, make: () => Figure): Figure {
    const known = this.figures.get(name) ?? make();
    this.figures.set(name, known);
    return known as Figure;
  }
}
