import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jwtVerify } from 'jose';
import { localIssuerName, openLocalIssuer } from './local-issuer';

const fresh = () => mkdtempSync(join(tmpdir(), 'jointly-issuer-'));

describe('the local issuer', () => {
  it('issues tokens that say who, for how long, and for what', async () => {
    const issuer = await openLocalIssuer(fresh());
    const { payload } = await jwtVerify(await issuer.mint('almaz', 60), issuer.publicKey, {
      issuer: localIssuerName,
      audience: 'jointly',
    });
    expect(payload.sub).toBe('almaz');
    expect(payload.exp! - payload.iat!).toBe(60);
  });

  it('keeps its key pair over a restart, and for whoever opens it at the same time', async () => {
    const directory = fresh();
    const [first, second] = await Promise.all([openLocalIssuer(directory), openLocalIssuer(directory)]);
    const later = await openLocalIssuer(directory);
    const token = await first.mint('almaz', 60);
    await expect(jwtVerify(token, second.publicKey)).resolves.toBeDefined();
    await expect(jwtVerify(token, later.publicKey)).resolves.toBeDefined();
  });

  it('lets nobody but its owner read the key', async () => {
    const directory = fresh();
    await openLocalIssuer(directory);
    expect(statSync(join(directory, 'auth', 'token-key.json')).mode & 0o777).toBe(0o600);
  });
});
