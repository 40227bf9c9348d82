import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type CryptoKey, type JWK } from 'jose';

/** The `iss` of tokens that an installation issues itself; identities hang on it, so it stays for ever. */
export const localIssuerName = 'urn:jointly:local';

/** Issues the tokens of an installation that has no identity provider. A token says who, never what one may do. */
export interface LocalIssuer {
  readonly publicKey: CryptoKey;
  /** A bearer token for `subject`, good for `ttlSeconds` from now (wall clock). */
  mint(subject: string, ttlSeconds: number, audience?: string): Promise<string>;
}

/** Opens the key pair kept in `<directory>/auth`, readable by its owner alone; makes it on the first start. */
export async function openLocalIssuer(directory: string): Promise<LocalIssuer> {
  const { x, d } = await keyPairIn(join(directory, 'auth'));
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: x! };
  const privateKey = await importJWK({ ...jwk, d: d! }, 'EdDSA');
  return {
    publicKey: (await importJWK(jwk, 'EdDSA')) as CryptoKey,
    mint: (subject, ttlSeconds, audience = 'jointly') =>
      new SignJWT()
        .setProtectedHeader({ alg: 'EdDSA' })
        .setIssuer(localIssuerName)
        .setAudience(audience)
        .setSubject(subject)
        .setIssuedAt()
        .setExpirationTime(`${ttlSeconds}s`)
        .sign(privateKey),
  };
}

async function keyPairIn(directory: string): Promise<JWK> {
  const path = join(directory, 'token-key.json');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const made = await exportJWK((await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })).privateKey);
  try {
    // Exclusive, so that a server and a command line that start together agree on one key.
    writeFileSync(path, JSON.stringify(made), { mode: 0o600, flag: 'wx' });
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return JSON.parse(readFileSync(path, 'utf8')) as JWK;
  }
}
