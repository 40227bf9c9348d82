import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Fault, readKnown, readTransport } from './fault';

/** The media types of GraphQL over HTTP; the first lets the HTTP status speak, the second is for older clients. */
export const graphqlResponse = 'application/graphql-response+json';
const plainJson = 'application/json';

/** The media type to answer in, or nothing where the client takes neither. */
export function negotiate(accept: string | undefined): string | undefined {
  if (accept === undefined || accept.includes(graphqlResponse)) return graphqlResponse;
  if (accept.includes(plainJson)) return plainJson;
  return accept.includes('*/*') || accept.includes('application/*') ? graphqlResponse : undefined;
}

/** Answers 406 to a client of `path` that takes no media type in which it could be answered. */
export function requireAcceptable(server: FastifyInstance, path: string): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.url !== path || negotiate(request.headers.accept)) return done();
    const message = `Answers come as ${graphqlResponse} or as ${plainJson}.`;
    sendFault(request, reply, new Fault('NOT_ACCEPTABLE', message, 406));
  });
}

export interface ErrorBody {
  readonly message: string;
  readonly locations?: unknown;
  readonly path?: unknown;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** What is told of a fault that nobody foresaw: where to look it up, and nothing else. */
const unforeseen = new Fault(
  'INTERNAL',
  'Something failed on our side. Report the correlationId to whoever runs this server.',
  500,
);

/** Turns any error into a fault; one that nobody foresaw is logged with its stack under the correlation id. */
export function faultOf(error: unknown, request: FastifyRequest): Fault {
  const fault = error instanceof Error ? (readKnown(error) ?? readTransport(error)) : undefined;
  if (fault) return fault;
  request.log.error({ err: error, correlationId: request.id }, 'unforeseen fault');
  return unforeseen;
}

export const errorBody = ({ code, message, extensions }: Fault, { id }: FastifyRequest): ErrorBody => ({
  message,
  extensions: { code, correlationId: id, ...extensions },
});

/** Headers that belong to a fault. */
export function faultHeaders({ extensions }: Fault, reply: FastifyReply): void {
  if (typeof extensions.retryAfter === 'number') void reply.header('retry-after', String(extensions.retryAfter));
}

/** Answers with an error alone, as GraphQL over HTTP shapes it. */
export function sendFault(request: FastifyRequest, reply: FastifyReply, error: unknown): void {
  const fault = faultOf(error, request);
  faultHeaders(fault, reply);
  void reply
    .code(fault.status >= 400 ? fault.status : 400)
    .type(`${negotiate(request.headers.accept) ?? plainJson}; charset=utf-8`)
    .send({ errors: [errorBody(fault, request)] });
}
