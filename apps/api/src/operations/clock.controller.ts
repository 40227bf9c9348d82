import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { instant, platform, type Instant } from '@jointly/kernel';
import { Viewers } from '../auth/viewers';
import { Fault } from '../http/fault';
import { sendFault } from '../http/respond';

export const clockPath = '/demo/clock';

/** A clock that stands still until somebody moves it. */
export abstract class MovableClock {
  abstract now(): Instant;
  /** Every deadline on the way acts with the clock at its due time. @throws RangeError for an earlier time */
  abstract advance(to: Instant): Promise<void>;
}

/** Lets time pass in demonstrations and tests. There is no such address where the clock is the wall's. */
@Controller()
export class ClockController {
  constructor(
    private readonly clock: MovableClock,
    private readonly viewers: Viewers,
  ) {}

  @Get(clockPath)
  async read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.forOperators(request, reply, () => Promise.resolve());
  }

  /** `{"to": "2026-03-01T00:00:00.000Z"}` */
  @Post(clockPath)
  @HttpCode(200)
  async move(@Body() body: { to?: unknown } | null, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    await this.forOperators(request, reply, () => this.advance(body?.to));
  }

  private async advance(to: unknown): Promise<void> {
    try {
      await this.clock.advance(instant(typeof to === 'string' ? to : ''));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new Fault(
        'BAD_REQUEST',
        `{"to": "..."} must be a point in time that is not before ${this.clock.now()}.`,
        400,
      );
    }
  }

  private async forOperators(request: FastifyRequest, reply: FastifyReply, work: () => Promise<void>): Promise<void> {
    try {
      if (!(await this.viewers.personOf(request.holder!, platform)))
        throw new Fault('FORBIDDEN', 'Only an operator of the installation moves its clock.', 403);
      await work();
      await reply.send({ now: this.clock.now() });
    } catch (error) {
      sendFault(request, reply, error);
    }
  }
}
