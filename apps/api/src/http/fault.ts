import { IntrinsicException } from '@nestjs/common';

/** What clients branch on: `errors[].extensions.code`. docs/errors.md says of each what it means and what to do. */
export type FaultCode =
  | 'BAD_REQUEST'
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'BAD_USER_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'METHOD_NOT_ALLOWED'
  | 'NOT_ACCEPTABLE'
  | 'PAYLOAD_TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'PROJECTION_BEHIND'
  | 'PROJECTION_FAULTED'
  | 'OVERLOADED'
  | 'UNAVAILABLE'
  | 'INTERNAL';

/**
 * An answer that is an error, in words for whoever asked. `status` is the HTTP status where no data goes with it.
 * Nest does not log these: they are answers, not failures of ours.
 */
export class Fault extends IntrinsicException {
  constructor(
    readonly code: FaultCode,
    message: string,
    readonly status = 200,
    readonly extensions: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'Fault';
  }
}

/** What is not there and what is not the viewer's to see give this same answer. */
export const notFound = (what: string): Fault =>
  new Fault('NOT_FOUND', `There is no ${what} by this id that you may see.`);

/** Reads a fault out of an error that something else threw; undefined when the error is not of this kind. */
export type FaultReader = (error: Error) => Fault | undefined;

const seconds = (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds / 1_000));

/** Faults of the rooms below, by the name of their class. */
const known: Readonly<Record<string, (error: Error & { retryAfterMs?: number }) => Fault>> = {
  Overloaded: ({ message, retryAfterMs = 1_000 }) =>
    new Fault('OVERLOADED', message, 503, { retryAfter: seconds(retryAfterMs) }),
  Contended: ({ message }) => new Fault('OVERLOADED', message, 503, { retryAfter: 1 }),
  OutcomeUnknown: () =>
    new Fault(
      'OVERLOADED',
      'Whether this was recorded is not known yet. Repeat it with the same idempotencyKey: it is recorded once.',
      503,
      { retryAfter: 1 },
    ),
  LogStopped: () =>
    new Fault('UNAVAILABLE', 'The log takes nothing at the moment. Nothing was recorded; try again later.', 503),
  LogUnreachable: ({ message }) => new Fault('UNAVAILABLE', message, 503),
  ProjectionFaulted: (error) =>
    new Fault(
      'PROJECTION_FAULTED',
      'What you wrote is recorded, but this view has stopped and can not show it. Whoever runs this server must look.',
      503,
      { projection: (error as typeof error & { projection?: string }).projection },
    ),
  SubjectErased: ({ message }) => new Fault('BAD_USER_INPUT', message),
  AppendTooLarge: ({ message }) => new Fault('BAD_USER_INPUT', message),
  ProjectionBehind: (error) => {
    const { projection, lagEvents, retryAfterMs = 1_000 } = error as typeof error & Record<string, unknown>;
    return new Fault(
      'PROJECTION_BEHIND',
      'What you asked for is recorded, but not yet in view. Ask again in a moment with the same token.',
      503,
      { retryAfter: seconds(retryAfterMs), projection, lagEvents },
    );
  },
};

export const readKnown: FaultReader = (error) => (error instanceof Fault ? error : known[error.name]?.(error));

const ofFastify: Readonly<Record<string, [FaultCode, string]>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['UNSUPPORTED_MEDIA_TYPE', 'Send the body as application/json.'],
  FST_ERR_CTP_BODY_TOO_LARGE: ['PAYLOAD_TOO_LARGE', 'The request is larger than this server takes. Send less at once.'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['BAD_REQUEST', 'The body is not JSON.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['BAD_REQUEST', 'The body is empty. Send {"query": "..."} as JSON.'],
  MER_ERR_METHOD_NOT_ALLOWED: ['METHOD_NOT_ALLOWED', 'Mutations go by POST, not by GET.'],
  MER_ERR_GQL_PERSISTED_QUERY_NOT_FOUND: ['BAD_REQUEST', 'The body has no query. Send {"query": "..."} as JSON.'],
};

/** What Fastify and Mercurius refuse before anything of ours runs. */
export const readTransport: FaultReader = (error) => {
  const { code = '', statusCode } = error as Error & { code?: string; statusCode?: number };
  const [ours, message] = ofFastify[code] ?? [];
  if (ours) return new Fault(ours, message!, statusCode ?? 400);
  if (error instanceof SyntaxError && statusCode === 400) return new Fault('BAD_REQUEST', 'The body is not JSON.', 400);
  if (statusCode === undefined || statusCode < 400 || statusCode >= 500) return undefined;
  return new Fault('BAD_REQUEST', 'The request can not be read.', statusCode);
};
