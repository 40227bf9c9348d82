import { GraphQLError, Location, type ExecutionResult } from 'graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { MercuriusContext, preValidationHookHandler } from 'mercurius';
import type { Subject } from '../auth/tokens';
import { Fault } from '../http/fault';
import {
  errorBody,
  faultHeaders,
  faultOf,
  graphqlResponse,
  negotiate,
  sendFault,
  type ErrorBody,
} from '../http/respond';
import { complexityRule } from './complexity';
import { leanFields } from './lean-fields';

/** What resolvers know of a request. */
export interface RequestContext {
  readonly holder: Subject;
  readonly correlationId: string;
}

export const graphqlPath = '/graphql';

const limits = { depth: 16, complexity: 10_000, tokens: 4_000 };

/** What Mercurius hands to the compiler of queries; its types leave it out. */
interface Compiler {
  readonly compilerOptions: { readonly disableLeafSerialization: boolean };
}

/** Code first; each document is parsed, checked and compiled once, and its verdict kept. */
export const graphqlOptions = (): MercuriusDriverConfig & Compiler => ({
  driver: MercuriusDriver,
  autoSchemaFile: true,
  sortSchema: true,
  transformSchema: leanFields,
  path: graphqlPath,
  graphiql: false,
  jit: 1,
  // Resolvers are typed by the very classes that the schema is made of: checking each leaf again costs a tenth.
  compilerOptions: { disableLeafSerialization: true },
  allowBatchedQueries: false,
  queryDepth: limits.depth,
  validationRules: [complexityRule(limits.complexity)],
  graphql: { parseOptions: { maxTokens: limits.tokens } },
  hooks: { preValidation: onlyText },
  context: requestContext,
  errorFormatter: formatErrors,
  errorHandler: (error, request, reply) => sendInvalid(error, request, reply),
});

function requestContext(request: FastifyRequest, reply: FastifyReply): RequestContext {
  void reply.type(`${negotiate(request.headers.accept) ?? graphqlResponse}; charset=utf-8`);
  return { holder: request.holder!, correlationId: request.id };
}

/** Mercurius also takes a syntax tree as JSON, which nobody needs and which validation does not expect to be broken. */
const onlyText: preValidationHookHandler = async (_schema, document) => {
  if (document.loc instanceof Location) return;
  const notText = new GraphQLError('Syntax Error: The query must be GraphQL text.');
  throw Object.assign(new Error('not text'), { code: 'MER_ERR_GQL_VALIDATION', errors: [notText] });
};

type Failed = ExecutionResult & Required<Pick<ExecutionResult, 'errors'>>;

/** Errors of an operation that ran. Data that goes with them keeps the answer a 200. */
function formatErrors(result: Failed, context: MercuriusContext): { statusCode: number; response: ExecutionResult } {
  const { reply } = context;
  const faults = result.errors.map((error) => ({
    error,
    fault: ofCompiledVariables(error, reply) ?? faultOf(error.originalError ?? error, reply.request),
  }));
  for (const { fault } of faults) faultHeaders(fault, reply);
  const errors = faults.map(({ error, fault }) => located(error, errorBody(fault, reply.request)));
  const statusCode = result.data ? 200 : Math.max(...faults.map(({ fault }) => fault.status));
  return { statusCode, response: { data: result.data ?? null, errors: errors as unknown as GraphQLError[] } };
}

/** A compiled query checks its variables when it runs: its complaint has no place in the answer, and nothing ran. */
function ofCompiledVariables(
  { path, originalError, message }: GraphQLError,
  { request }: FastifyReply,
): Fault | undefined {
  if (path || originalError) return undefined;
  const status = negotiate(request.headers.accept) === graphqlResponse ? 400 : 200;
  return new Fault('GRAPHQL_VALIDATION_FAILED', message, status);
}

const located = ({ locations, path }: GraphQLError, body: ErrorBody): ErrorBody => ({
  ...body,
  ...(locations && { locations }),
  ...(path && { path }),
});

/** A request that never ran: unreadable, or a document or variables that do not fit the schema. */
function sendInvalid(error: MercuriusError, request: FastifyRequest, reply: FastifyReply): void {
  const reasons = (error.errors ?? []).flatMap(reasonIn);
  if (error.code !== 'MER_ERR_GQL_VALIDATION' || reasons.length === 0) return sendFault(request, reply, error);
  const mediaType = negotiate(request.headers.accept) ?? graphqlResponse;
  const errors = reasons.map((reason) => {
    const code = reason.message.startsWith('Syntax Error') ? 'GRAPHQL_PARSE_FAILED' : 'GRAPHQL_VALIDATION_FAILED';
    return located(reason, errorBody(new Fault(code, reason.message, 400), request));
  });
  // Where the client only knows application/json, a status other than 200 would read as "no GraphQL answer at all".
  void reply
    .code(mediaType === graphqlResponse ? 400 : 200)
    .type(`${mediaType}; charset=utf-8`)
    .send({ errors });
}

interface MercuriusError extends Error {
  readonly code?: string;
  readonly errors?: readonly unknown[];
}

/** What a client can mend in its document or variables; a body of the wrong shape gives none. */
function reasonIn(error: unknown): GraphQLError[] {
  if (error instanceof GraphQLError) return [error];
  if ((error as { code?: string }).code !== 'MER_ERR_GQL_QUERY_DEPTH') return [];
  return [new GraphQLError(`This query is nested too deeply; ${limits.depth} levels are the most.`)];
}
