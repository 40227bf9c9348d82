import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendFault } from '../http/respond';
import { Fault } from '../http/fault';
import { BadToken, type Subject, type TokenVerifier } from './tokens';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on every request to a guarded path before anything of its body is read. */
    holder: Subject | null;
  }
}

/** Answers 401 to whatever comes to `paths` without a good bearer token, before its body is read. */
export function requireBearer(server: FastifyInstance, verifier: TokenVerifier, paths: readonly string[]): void {
  const guarded = new Set(paths);
  server.decorateRequest('holder', null);
  server.addHook('onRequest', (request, reply, done) => {
    if (!guarded.has(request.routeOptions.url ?? '')) return done();
    const token = bearerOf(request);
    const known = token === undefined ? undefined : verifier.known(token);
    if (known) {
      request.holder = known;
      return done();
    }
    admit(verifier, token, request).then(
      () => done(),
      (error: unknown) => refuse(request, reply, error),
    );
  });
}

async function admit(verifier: TokenVerifier, token: string | undefined, request: FastifyRequest): Promise<void> {
  if (token === undefined)
    throw new BadToken('This needs a token: send it in the header "Authorization: Bearer <token>".');
  request.holder = await verifier.verify(token);
}

function refuse(request: FastifyRequest, reply: FastifyReply, error: unknown): void {
  if (!(error instanceof BadToken)) return sendFault(request, reply, error);
  void reply.header('www-authenticate', 'Bearer');
  sendFault(request, reply, new Fault('UNAUTHENTICATED', error.message, 401));
}

function bearerOf({ headers }: FastifyRequest): string | undefined {
  const match = /^Bearer +([\w.~+/-]+=*) *$/i.exec(headers.authorization ?? '');
  return match?.[1];
}
