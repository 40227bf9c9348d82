import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { openLocalIssuer } from '@jointly/privacy';
import { readSettings } from '../settings';
import { BadToken, tokenVerifier } from './tokens';

const local = () => openLocalIssuer(mkdtempSync(join(tmpdir(), 'jointly-tokens-')));

describe('a token of this installation', () => {
  it('says who holds it', async () => {
    const issuer = await local();
    const verifier = tokenVerifier(readSettings({}), issuer);
    const holder = { issuer: 'urn:jointly:local', subject: 'almaz' };
    const token = await issuer.mint('almaz', 60);
    expect(verifier.known(token)).toBeUndefined();
    expect(await verifier.verify(token)).toEqual(holder);
    expect(verifier.known(token)).toEqual(holder);
  });

  it('is not remembered beyond its time', async () => {
    const issuer = await local();
    const verifier = tokenVerifier(readSettings({}), issuer);
    const token = await issuer.mint('almaz', 4);
    await verifier.verify(token);
    await new Promise((wait) => setTimeout(wait, 4_500));
    expect(verifier.known(token)).toBeUndefined();
    await expect(verifier.verify(token)).rejects.toThrow('expired');
  }, 15_000);

  it.each([
    ['of another installation', async () => (await local()).mint('almaz', 60)],
    [
      'without a signature',
      async () =>
        new UnsecuredJWT({ sub: 'almaz', iss: 'urn:jointly:local', aud: 'jointly' }).setExpirationTime('1h').encode(),
    ],
    ['of absurd length', async () => 'x'.repeat(10_000)],
  ])('%s is none', async (_what, make) => {
    const verifier = tokenVerifier(readSettings({}), await local());
    await expect(verifier.verify(await make())).rejects.toBeInstanceOf(BadToken);
  });
});

describe('a token of the association’s own identity provider', () => {
  let provider: Server;
  let url: string;
  let sign: (audience: string, issuer?: string) => Promise<string>;
  beforeAll(async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' }] };
    provider = createServer((_request, response) => response.end(JSON.stringify(keys))).listen(0, '127.0.0.1');
    await new Promise((listening) => provider.once('listening', listening));
    url = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/jwks.json`;
    sign = (audience, issuer = 'https://id.example.org') =>
      new SignJWT()
        .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject('almaz')
        .setExpirationTime('5m')
        .sign(privateKey);
  });
  afterAll(() => new Promise((closed) => provider.close(closed)));

  it('is verified with the keys that it publishes', async () => {
    const settings = readSettings({ JOINTLY_AUTH_JWKS_URL: url, JOINTLY_AUTH_ISSUER: 'https://id.example.org' });
    const issuer = await local();
    const verifier = tokenVerifier(settings, issuer);
    expect(await verifier.verify(await sign('jointly'))).toEqual({
      issuer: 'https://id.example.org',
      subject: 'almaz',
    });
    await expect(verifier.verify(await sign('another'))).rejects.toThrow('not for this installation');
    await expect(verifier.verify(await sign('jointly', 'https://evil.example.org'))).rejects.toThrow('not for this');
    await expect(verifier.verify(await issuer.mint('almaz', 60))).rejects.toBeInstanceOf(BadToken);
  });
});
