import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { readModels } from '@jointly/read-models';
import { SpawnedServer } from './spawned-server';

jest.setTimeout(60_000);

const entry = resolve(__dirname, '../../dist/apps/cli/src/main.js');

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

describe('Whoever runs an installation, at the command line', () => {
  let server: SpawnedServer;
  let directory: string;

  beforeAll(async () => {
    server = await SpawnedServer.start();
    directory = server.directory;
  });

  afterAll(() => server.discard());

  const jointly = (...args: string[]): Promise<Ran> =>
    new Promise((done) => {
      const env = { ...process.env, JOINTLY_DATA_DIR: directory, JOINTLY_URL: server.url };
      const child = execFile(process.execPath, [entry, ...args], { env }, (_, out, err) =>
        done({ code: child.exitCode ?? -1, out, err }),
      );
    });

  const founding = ['--name', 'Right Edible Oil Producers plc', '--currency', 'ETB'];
  const coordinator = ['--time-zone', 'Africa/Addis_Ababa', '--coordinator', 'Almaz Tekle', '--subject', 'almaz'];

  async function rolesOf(token: string): Promise<unknown> {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token.trim()}` },
      body: JSON.stringify({ query: '{ viewer(associationId: "reop") { roles } }' }),
    });
    return ((await response.json()) as { data: { viewer: { roles: string[] } } }).data.viewer.roles;
  }

  it('founds an association, and its coordinator’s token works', async () => {
    const { code, out, err } = await jointly('association', 'create', 'reop', ...founding, ...coordinator);
    expect({ code, err }).toEqual({ code: 0, err: expect.stringMatching(/^Founded reop\. /) });
    expect(await rolesOf(out)).toEqual(['COORDINATOR']);
  });

  it('prints another token for the same person', async () => {
    expect(await rolesOf((await jointly('token', 'almaz', '--days', '30')).out)).toEqual(['COORDINATOR']);
  });

  it('hears why an association can’t be founded, without a stack trace', async () => {
    const { code, err } = await jointly('association', 'create', 'reop', ...founding, ...coordinator);
    expect(code).toBe(1);
    expect(err).toMatch(/^jointly: createAssociation was refused\. .*\(ASSOCIATION_EXISTS\)\n$/);
  });

  it('can’t fold read models anew under a running server', async () => {
    const { code, err } = await jointly('projections', 'rebuild');
    expect(code).toBe(1);
    expect(err).toBe(`jointly: A server runs on ${directory}. Stop it, then rebuild.\n`);
  });

  it('folds read models anew while it is stopped', async () => {
    await server.stop();
    expect(await jointly('projections', 'rebuild')).toMatchObject({
      code: 0,
      out: `${readModels.length} read models are folded anew.\n`,
    });
    const { out } = await jointly('projections', 'status');
    expect(out.trim().split('\n')).toHaveLength(readModels.length);
    for (const line of out.trim().split('\n')) expect(line).toMatch(/^[a-z-]+ +(\d+) of \1, 0 behind$/);
  });

  it('is told where it looked when there is nothing', async () => {
    const { code, err } = await jointly('projections', 'status', '--data-dir', join(directory, 'nowhere'));
    expect(code).toBe(1);
    expect(err).toContain(`There is no log in ${join(directory, 'nowhere')}.`);
  });
});
