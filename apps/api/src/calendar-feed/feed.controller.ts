import { createHash } from 'node:crypto';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../http/fault';
import { sendFault } from '../http/respond';
import { CalendarFeeds, feedPath } from './feeds';

const isFeed = /^([A-Za-z0-9_-]{1,2000})\.ics$/;

/** Read only. The address is the key: calendar programs send no tokens. */
@Controller()
export class CalendarFeedController {
  constructor(private readonly feeds: CalendarFeeds) {}

  @Get(`${feedPath}/:file`)
  async read(@Param('file') file: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    try {
      await send(await this.textOf(file), request, reply);
    } catch (error) {
      sendFault(request, reply.header('cache-control', 'no-store'), error);
    }
  }

  private async textOf(file: string): Promise<string> {
    const token = isFeed.exec(file)?.[1];
    const text = token && (await this.feeds.read(token));
    if (!text)
      throw new Fault('NOT_FOUND', 'There is no calendar here, or not any more. Ask for another address.', 404);
    return text;
  }
}

/** Programs ask again and again: they are told where nothing has changed. */
async function send(text: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const tag = `"${createHash('sha256').update(text).digest('base64url')}"`;
  void reply.headers({
    etag: tag,
    'cache-control': 'private, no-cache',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
  });
  if (request.headers['if-none-match'] === tag) return void (await reply.code(304).send());
  await reply
    .type('text/calendar; charset=utf-8')
    .header('content-disposition', 'inline; filename="calendar.ics"')
    .send(text);
}
