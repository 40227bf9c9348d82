import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Health } from './health';

/** What /metrics shows: the process, HTTP, commands by outcome, and how far each projection is behind. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'jointly_http_request_duration_seconds',
    help: 'Time to answer, by route and status.',
    labelNames: ['route', 'status'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2],
    registers: [this.registry],
  });
  private readonly commands = new Counter({
    name: 'jointly_commands_total',
    help: 'Commands decided, by type and outcome: accepted, or the code of the refusal.',
    labelNames: ['command', 'outcome'],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  countCommand(command: string, outcome: string): void {
    this.commands.inc({ command, outcome });
  }

  /** Times every request that is answered by `server`. */
  observe(server: FastifyInstance): void {
    server.addHook('onResponse', (request, reply, done) => {
      const route = request.routeOptions.url ?? 'none';
      this.requests.observe({ route, status: reply.statusCode }, reply.elapsedTime / 1_000);
      done();
    });
  }

  /** Reads the lag of each projection whenever the metrics are asked for. */
  follow(health: Health): void {
    new Gauge({
      name: 'jointly_projection_lag_events',
      help: 'Positions of the log that a projection has not folded yet.',
      labelNames: ['projection'],
      registers: [this.registry],
      async collect() {
        const { projections } = await health.report();
        for (const { name, lag } of projections) this.set({ projection: name }, lag);
      },
    });
  }
}
