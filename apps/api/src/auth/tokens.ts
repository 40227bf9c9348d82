import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey, type JWTVerifyOptions } from 'jose';
import { LRUCache } from 'lru-cache';
import { localIssuerName, type LocalIssuer } from '@jointly/privacy';
import type { Settings } from '../settings';

/** Who holds a token: the pair that an identity in an association is linked to. Never what they may do. */
export interface Subject {
  readonly issuer: string;
  readonly subject: string;
}

/** A token that is not good (any more). The message tells the person what to do. */
export class BadToken extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadToken';
  }
}

const cachedTokens = 10_000;
const longestToken = 8_192;

/**
 * Verifies bearer tokens, each once: what was verified is remembered until it expires. Signatures are judged by the
 * wall clock even where the log runs on a controlled one.
 */
export class TokenVerifier {
  private readonly verified = new LRUCache<string, Subject>({ max: cachedTokens });

  constructor(
    private readonly key: JWTVerifyGetKey,
    private readonly options: JWTVerifyOptions,
  ) {}

  /** The holder of a token that was verified before and is still good; undefined when that is not known. */
  known(token: string): Subject | undefined {
    return this.verified.get(token);
  }

  /** @throws BadToken */
  async verify(token: string): Promise<Subject> {
    const known = this.known(token);
    if (known) return known;
    if (token.length > longestToken) throw new BadToken('The bearer token is too long to be one.');
    const { payload } = await jwtVerify(token, this.key, this.options).catch((error: unknown) => {
      throw explained(error);
    });
    const { iss, sub, exp } = payload;
    if (!iss || !sub || !exp) throw new BadToken('The bearer token lacks iss, sub or exp. Get one that has them.');
    const holder = { issuer: iss, subject: sub };
    const ttl = exp * 1_000 - Date.now();
    if (ttl > 0) this.verified.set(token, holder, { ttl });
    return holder;
  }
}

/** A verifier for the identity provider that the settings name, or else for the installation's own tokens. */
export function tokenVerifier(settings: Settings, local: LocalIssuer): TokenVerifier {
  const { authJwksUrl, authIssuer, authAudience: audience } = settings;
  if (authJwksUrl === undefined || authIssuer === undefined) {
    const options = { issuer: localIssuerName, audience, algorithms: ['EdDSA'] };
    return new TokenVerifier(() => Promise.resolve(local.publicKey), options);
  }
  const algorithms = ['EdDSA', 'ES256', 'ES384', 'RS256', 'PS256'];
  return new TokenVerifier(createRemoteJWKSet(new URL(authJwksUrl)), { issuer: authIssuer, audience, algorithms });
}

function explained(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return new BadToken('The bearer token has expired. Get a new one.');
  if (error instanceof errors.JWTClaimValidationFailed)
    return new BadToken(`The bearer token is not for this installation (${error.claim}). Get one that is.`);
  const ofTheToken = [errors.JWTInvalid, errors.JWSInvalid, errors.JWSSignatureVerificationFailed];
  if (ofTheToken.some((known) => error instanceof known) || error instanceof errors.JOSEAlgNotAllowed)
    return new BadToken('The bearer token is not valid here. Get a new one.');
  if (error instanceof errors.JWKSNoMatchingKey)
    return new BadToken('The bearer token is signed with a key that its issuer does not publish.');
  return error;
}
