import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { associationId } from '@jointly/kernel';
import { openKeys, SubjectErased } from '@jointly/privacy';
import { Client, eventually, moveClock } from './client';
import { SpawnedServer } from './spawned-server';
import { found, type Village } from './village';

jest.setTimeout(60_000);

const name = 'Zewditu Menelik Unmistakable';

/** Every byte that the server keeps, but for the keys. */
function everythingKept(directory: string): string {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true });
  return files
    .filter((file) => file.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name), 'latin1'))
    .join('\n');
}

describe('a person who asks to be forgotten', () => {
  let server: SpawnedServer;
  let village: Village;
  let personId: string;
  beforeAll(async () => {
    server = await SpawnedServer.start();
    village = await found(server, 'village', 0);
    const person = { name, phone: '+251911223344', login: { subject: 'zewditu' } };
    personId = (await village.by.coordinator.does('registerPerson', { person }, 'personId')).personId;
    await village.by.coordinator.does('grantRole', { personId, role: 'COMMISSION', until: '2026-02-01T00:00:00Z' });
  });
  afterAll(() => server.discard());

  const keyIsGone = (): Promise<boolean> => {
    const { store } = openKeys(join(server.directory, 'keys'));
    try {
      store.keyFor(associationId('village'), personId);
      return Promise.resolve(false);
    } catch (error) {
      if (error instanceof SubjectErased) return Promise.resolve(true);
      throw error;
    } finally {
      store.close();
    }
  };

  const keysBefore = (directory: string): string => join(directory, 'keys-before');

  /** The same data directory under a new process, after what was done to it while the server was down. */
  const restarted = async (meanwhile: (directory: string) => void = () => undefined): Promise<void> => {
    const { directory } = server;
    await server.stop();
    meanwhile(directory);
    server = await SpawnedServer.start(directory);
    const coordinator = await Client.of(server, 'coordinator@village', 'village');
    village = { ...village, by: { ...village.by, coordinator } };
  };

  const nameShown = async (): Promise<string | null> => {
    const { person } = await village.by.coordinator.ask(
      `query ($associationId: ID!, $id: ID!, $atLeast: ConsistencyToken) {
        person(associationId: $associationId, id: $id, atLeast: $atLeast) { name }
      }`,
      { id: personId },
    );
    return person.name;
  };

  it('is known by name before, and stands in no file in plain text', async () => {
    expect(await nameShown()).toBe(name);
    expect(everythingKept(server.directory)).not.toContain(name);
  });

  it('first gives back the roles they hold', async () => {
    const erasure = { personId, reason: 'CONSENT_WITHDRAWN' };
    expect(await village.by.coordinator.isRefused('erasePerson', erasure)).toBe('HOLDS_ROLES');
    expect(await nameShown()).toBe(name);
  });

  it('is nameless afterwards, and what they did stays under their id', async () => {
    cpSync(join(server.directory, 'keys'), keysBefore(server.directory), { recursive: true });
    await moveClock(server, '2026-02-01T00:00:00Z');
    await village.by.coordinator.does('erasePerson', { personId, reason: 'CONSENT_WITHDRAWN' });
    expect(await nameShown()).toBeNull();
  });

  it('is nameless like an enterprise and a supplier that were erased', async () => {
    const { coordinator } = village.by;
    const { clusterId, supplierId } = village;
    const firm = { name, registrationNumber: 'ET-1', kind: 'ARTISAN', size: 'MICRO', clusterId, sector: 'Oil' };
    const { enterpriseId } = await coordinator.does('registerEnterprise', firm, 'enterpriseId');
    const reason = 'LEGAL_OBLIGATION';
    expect(await coordinator.isRefused('eraseSupplier', { supplierId, reason })).toBe('SUPPLIER_ACTIVE');
    await coordinator.does('deactivateSupplier', { supplierId });
    await coordinator.does('eraseSupplier', { supplierId, reason });
    await coordinator.does('eraseEnterprise', { enterpriseId, reason });
    expect(await coordinator.isRefused('admitMember', { enterpriseId })).toBe('ENTERPRISE_ERASED');
    const names = await coordinator.ask(
      `query ($associationId: ID!, $id: ID!, $atLeast: ConsistencyToken) {
        enterprise(associationId: $associationId, id: $id, atLeast: $atLeast) { name }
        suppliers(associationId: $associationId, first: 1, atLeast: $atLeast) { edges { node { name } } }
      }`,
      { id: enterpriseId },
    );
    expect(names).toEqual({ enterprise: { name: null }, suppliers: { edges: [{ node: { name: null } }] } });
  });

  it('has no key any more', async () => {
    expect(await keyIsGone()).toBe(true);
  });

  it('can not act any more', async () => {
    const them = await Client.of(server, 'zewditu', 'village');
    const { body } = await them.send('{ viewer(associationId: "village") { personId } }');
    expect(body.errors[0].extensions.code).toBe('NOT_FOUND');
  });

  it('stays forgotten after a restart', async () => {
    await restarted();
    expect(await nameShown()).toBeNull();
  });

  it('stays forgotten where an older copy of the keys is put back and the processes start over', async () => {
    await restarted((directory) => {
      cpSync(keysBefore(directory), join(directory, 'keys'), { recursive: true });
      for (const file of readdirSync(directory)) if (file.startsWith('processes.db')) rmSync(join(directory, file));
    });
    expect(await eventually(keyIsGone, Boolean)).toBe(true);
  });
});
