import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Module, type Provider, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { GraphQLModule } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import fastify, { LogController, type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { requireBearer } from './auth/bearer';
import type { TokenVerifier } from './auth/tokens';
import { graphqlOptions, graphqlPath } from './graphql/options';
import { GraphiqlController } from './http/graphiql.controller';
import { Health } from './http/health';
import { HealthController } from './http/health.controller';
import { logResponses, nestLogger } from './http/log';
import { Metrics } from './http/metrics';
import { requireAcceptable } from './http/respond';

/** What the HTTP side needs of the rest of the house. */
export interface ServerParts {
  readonly log: Logger;
  readonly bodyLimit: number;
  readonly verifier: TokenVerifier;
  readonly health: Health;
  /** Resolvers, command and query handlers, and what they are given. */
  readonly providers: readonly Provider[];
  readonly controllers?: readonly Type[];
  /** Paths beside GraphQL that need a token. */
  readonly guarded?: readonly string[];
}

/** The server, assembled but not listening. */
export async function createServer(parts: ServerParts): Promise<NestFastifyApplication> {
  const metrics = new Metrics();
  metrics.follow(parts.health);
  const http = httpServer(parts);
  metrics.observe(http);
  const adapter = new FastifyAdapter(http as never);
  const logger = nestLogger(parts.log);
  return NestFactory.create<NestFastifyApplication>(rootModule(parts, metrics), adapter, {
    logger,
    bodyParser: false,
    abortOnError: false,
  });
}

function httpServer({ log, bodyLimit, verifier, guarded = [] }: ServerParts): FastifyInstance {
  const http = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    genReqId: () => randomUUID(),
    // One logger for all requests: what is logged names its correlation id itself, and most requests log nothing.
    childLoggerFactory: (logger) => logger,
    requestTimeout: 30_000,
    // On stopping, what is being answered is answered; connections that wait for nothing are closed.
    forceCloseConnections: 'idle',
    // The address of a calendar feed holds what it stands for, sealed.
    routerOptions: { maxParamLength: 2_000 },
    // A query that is a number is no query: nothing is bent into the type it should have.
    ajv: { customOptions: { coerceTypes: false } },
  }) as unknown as FastifyInstance;
  http.removeContentTypeParser('text/plain');
  requireAcceptable(http, graphqlPath);
  requireBearer(http, verifier, [graphqlPath, ...guarded]);
  logResponses(http);
  letGo(http);
  return http;
}

/** A connection whose answer was under way when we began to stop would stay open for the next request: there is none. */
function letGo(http: FastifyInstance): void {
  let stopping = false;
  http.addHook('preClose', (done) => {
    stopping = true;
    done();
  });
  http.addHook('onSend', (_request, reply, payload, done) => {
    if (stopping) reply.header('connection', 'close');
    done(null, payload);
  });
}

function rootModule({ health, providers, controllers = [] }: ServerParts, metrics: Metrics): Type {
  @Module({
    imports: [CqrsModule.forRoot(), GraphQLModule.forRoot(graphqlOptions())],
    controllers: [HealthController, GraphiqlController, ...controllers],
    providers: [{ provide: Health, useValue: health }, { provide: Metrics, useValue: metrics }, ...providers],
  })
  class Jointly {}
  return Jointly;
}
