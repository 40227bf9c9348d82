import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, moveClock } from './client';
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
    await moveClock(server, '2026-02-01T00:00:00Z');
    await village.by.coordinator.does('erasePerson', { personId, reason: 'CONSENT_WITHDRAWN' });
    expect(await nameShown()).toBeNull();
  });

  it('can not act any more', async () => {
    const them = await Client.of(server, 'zewditu', 'village');
    const { body } = await them.send('{ viewer(associationId: "village") { personId } }');
    expect(body.errors[0].extensions.code).toBe('NOT_FOUND');
  });

  it('stays forgotten after a restart', async () => {
    const { directory } = server;
    await server.stop();
    server = await SpawnedServer.start(directory);
    village = {
      ...village,
      by: { ...village.by, coordinator: await Client.of(server, 'coordinator@village', 'village') },
    };
    expect(await nameShown()).toBeNull();
  });
});
