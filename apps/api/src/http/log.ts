import type { LoggerService } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { pino, type DestinationStream, type Logger } from 'pino';

/** What must never stand in a log, wherever a careless line might put it. */
const secrets = ['authorization', 'token', 'bearer', 'password', 'masterKey', 'idempotencyKey'];

/** Structured logs on standard output, one JSON object a line. */
export const createLogger = (level: string, destination?: DestinationStream): Logger =>
  pino(
    {
      level,
      redact: {
        paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
        censor: '(redacted)',
      },
      serializers: { req: requestLine },
    },
    destination ?? pino.destination(1),
  );

// Headers hold tokens and query strings hold variables: neither is logged. A long part of a path is somebody's key, as
// that of a calendar feed is, whether or not the path around it was written right.
const requestLine = ({ method, url }: FastifyRequest): object => ({
  method,
  path: url.split('?', 1)[0]!.replace(/[^/]{64,}/g, '(redacted)'),
});

/** One line per answered request; failures stand out by their level. */
export function logResponses(server: FastifyInstance): void {
  server.addHook('onResponse', (request, reply, done) => {
    const level = reply.statusCode >= 500 ? 'error' : reply.statusCode >= 400 ? 'info' : 'debug';
    request.log[level](
      { req: request, correlationId: request.id, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
    done();
  });
}

/** Lets the framework write into the same log. */
export const nestLogger = (log: Logger): LoggerService => ({
  log: (message: unknown, ...context: unknown[]) => log.debug({ context: context.at(-1) }, String(message)),
  warn: (message: unknown, ...context: unknown[]) => log.warn({ context: context.at(-1) }, String(message)),
  error: (error: unknown, ...context: unknown[]) => log.error({ err: error, context: context.at(-1) }, String(error)),
});
