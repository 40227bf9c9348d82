import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client } from './client';
import { freshDirectory, SpawnedServer } from './spawned-server';
import { found } from './village';

jest.setTimeout(60_000);

const entry = resolve(__dirname, '../../dist/apps/cli/src/main.js');

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

describe('An installation that is restored from a backup', () => {
  let server: SpawnedServer;
  let coordinator: Client;
  /** Consistency tokens of what is in the backup, and of what is not. */
  let [kept, lost] = ['', ''];
  const backups = freshDirectory();
  const backup = join(backups, 'monday');

  beforeAll(async () => {
    server = await SpawnedServer.start();
    coordinator = (await found(server, 'village', 0)).by.coordinator;
  });
  afterAll(async () => {
    await server.discard();
    rmSync(backups, { recursive: true });
  });

  const jointly = (args: readonly string[], settings: object = {}): Promise<Ran> =>
    new Promise((done) => {
      const env = { ...process.env, JOINTLY_DATA_DIR: server.directory, ...settings };
      const child = execFile(process.execPath, [entry, ...args], { env }, (_, out, err) =>
        done({ code: child.exitCode ?? -1, out, err }),
      );
    });

  /** Once for each name. @returns the consistency token */
  const register = async (name: string): Promise<string> =>
    (await coordinator.does('registerSupplier', { name, idempotencyKey: name })).consistencyToken!;

  const suppliers = `query ($associationId: ID!, $atLeast: ConsistencyToken) {
    suppliers(associationId: $associationId, first: 10, atLeast: $atLeast) { nodes { name } }
  }`;
  const names = async (): Promise<string[]> =>
    (await coordinator.ask(suppliers)).suppliers.nodes.map(({ name }: { name: string }) => name);

  it('is backed up while it runs', async () => {
    kept = await register('Monday Seeds');
    const { code, out } = await jointly(['store', 'backup', backup]);
    expect(code).toBe(0);
    expect(out).toMatch(/has the log: \d+ events, the last of 2026-01-05T08:00:00.000Z\.\nThe keys are not in it\./);
    lost = await register('Tuesday Seeds');
  });

  it.each([
    ['over a backup that is there', ['backup', backup], {}, /holds a log already\. Name a directory/],
    ['where there is no log', ['backup', '/tmp/none', '--data-dir', '/tmp/nowhere'], {}, /There is no log in/],
    ['of a server elsewhere', ['backup', '/tmp/none'], { JOINTLY_EVENT_STORE_URL: 'esdb://h' }, /is on EventStoreDB/],
    ['under a running server', ['restore', backup, '--replace'], {}, /Another process has the log .* open\. Stop it/],
    ['from nothing', ['restore', '/tmp/nowhere'], {}, /There is no log in \/tmp\/nowhere\./],
  ])('is not backed up or restored %s', async (_, args, settings, why) => {
    const { code, out, err } = await jointly(['store', ...args], settings);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(why);
    expect(err).toMatch(/^jointly: .*\n$/);
  });

  it('is restored when it is stopped, and keeps what it replaces', async () => {
    await server.stop();
    expect((await jointly(['store', 'restore', backup])).err).toMatch(/Restore with --replace to set it aside/);
    const { code, out } = await jointly(['store', 'restore', backup, '--replace']);
    expect(code).toBe(0);
    expect(out).toMatch(/The log that was there is kept as .*log\.before-\d+\.db\./);
  });

  it('does not start with read models of before, and starts when they are folded anew', async () => {
    await expect(SpawnedServer.start(server.directory)).rejects.toThrow('The server ended with 1.');
    expect((await jointly(['projections', 'rebuild'])).code).toBe(0);
    server = await SpawnedServer.start(server.directory);
  });

  it('refuses consistency tokens of before, says so, and answers without them', async () => {
    const by = await Client.of(server, 'coordinator@village', 'village');
    for (const atLeast of [kept, lost]) {
      const { body } = await by.send(suppliers, { associationId: 'village', atLeast });
      expect(body.errors[0]).toMatchObject({
        message: expect.stringMatching(/is from before the log was restored from a backup/) as string,
        extensions: { code: 'BAD_USER_INPUT', reason: 'TOKEN_BEFORE_RESTORE' },
      });
    }
    coordinator = by;
    expect(await names()).toEqual(['Seed Union', 'Monday Seeds']);
  });

  it('takes again what it lost, and recognises what it kept', async () => {
    await register('Tuesday Seeds');
    await register('Monday Seeds');
    expect(await names()).toEqual(['Seed Union', 'Monday Seeds', 'Tuesday Seeds']);
  });
});
