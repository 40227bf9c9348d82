import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Health, statusOf } from './health';
import { Metrics } from './metrics';

/** For whoever runs the server. Nothing here tells anything of an association. */
@Controller()
export class HealthController {
  constructor(
    private readonly health: Health,
    private readonly metrics: Metrics,
  ) {}

  /** The process runs and its event loop turns. */
  @Get('health/live')
  live(): { status: string } {
    return { status: 'live' };
  }

  /** 200 when commands and queries can be answered, 503 otherwise; the body says what is not well. */
  @Get('health/ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const report = await this.health.report();
    await reply.code(report.ready ? 200 : 503).send({ status: statusOf(report), ...report });
  }

  @Get('metrics')
  async scrape(@Res() reply: FastifyReply): Promise<void> {
    await reply.type(this.metrics.registry.contentType).send(await this.metrics.registry.metrics());
  }
}
