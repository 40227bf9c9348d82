import { moveClock, type Client } from './client';
import { SpawnedServer } from './spawned-server';
import { found, type Village } from './village';
import { personOf, pressInService, slot } from './workshop';

jest.setTimeout(60_000);

describe('a calendar that programs subscribe to', () => {
  let server: SpawnedServer;
  let village: Village;
  let assetId: string;
  let bookingId: string;
  beforeAll(async () => {
    server = await SpawnedServer.start();
    village = await found(server, 'village', 2);
    assetId = await pressInService(village);
    const { by, enterpriseId } = village.members[0]!;
    const wanted = { assetId, enterpriseId, ...slot(6, '09:00', '11:00'), purpose: 'A secret recipe' };
    bookingId = (await by.does('requestBooking', wanted, 'bookingId')).bookingId;
    village.members[1]!.by.token = by.token;
  });
  afterAll(() => server.discard());

  const feed = async (by: Client, of: object): Promise<{ path: string; expiresAt: string }> =>
    (
      await by.ask(
        `query ($associationId: ID!, $assetId: ID, $enterpriseId: ID, $atLeast: ConsistencyToken) {
          calendarFeed(associationId: $associationId, assetId: $assetId, enterpriseId: $enterpriseId, atLeast: $atLeast) { path expiresAt }
        }`,
        of,
      )
    ).calendarFeed;
  const read = (path: string, headers: Record<string, string> = {}) => fetch(`${server.url}${path}`, { headers });
  /** Of each entry, what stands behind the names. */
  const entries = async (path: string, ...names: string[]) => {
    const lines = (await (await read(path)).text()).replaceAll('\r\n ', '').split('\r\n');
    const of = (name: string) =>
      lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1));
    return Object.fromEntries(names.map((name) => [name, of(name)]));
  };

  it('is read without a token by whoever has its address, for half a year', async () => {
    const { path, expiresAt } = await feed(village.members[0]!.by, { assetId });
    expect(path).toMatch(/^\/calendar\/[\w-]+\.ics$/);
    expect(expiresAt).toBe('2026-07-04T08:00:00.000Z');
    const answer = await read(path);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      200,
      'text/calendar; charset=utf-8',
      'private, no-cache',
    ]);
  });

  it('shows when an asset is taken, and nothing of whose booking it is', async () => {
    const others = await feed(village.members[1]!.by, { assetId });
    const told = await entries(others.path, 'SUMMARY', 'DTSTART', 'DTEND', 'STATUS', 'UID', 'DTSTAMP', 'X-WR-CALNAME');
    expect(told).toEqual({
      SUMMARY: ['Taken'],
      DTSTART: ['20260106T060000Z'],
      DTEND: ['20260106T080000Z'],
      STATUS: ['CONFIRMED'],
      UID: [expect.stringMatching(/^[\w-]{43}@village\.jointly$/)],
      DTSTAMP: ['20260106T060000Z'],
      'X-WR-CALNAME': ['Filter press'],
    });
    expect(await (await read(others.path)).text()).not.toMatch(/Presser|secret|enterprise_|booking_/);
  });

  it('shows an enterprise its bookings by what the assets are called', async () => {
    const { by, enterpriseId } = village.members[0]!;
    const { path } = await feed(by, { enterpriseId });
    expect(await entries(path, 'SUMMARY', 'X-WR-CALNAME')).toEqual({
      SUMMARY: ['Filter press'],
      'X-WR-CALNAME': ['Presser 0'],
    });
  });

  it('tells a program that nothing has changed, and what has', async () => {
    const { by, enterpriseId } = village.members[0]!;
    const { path } = await feed(by, { enterpriseId });
    const tag = (await read(path)).headers.get('etag')!;
    const again = await read(path, { 'if-none-match': tag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    await by.does('releaseBooking', { assetId, bookingId, enterpriseId }, 'booking { status }');
    const changed = await read(path, { 'if-none-match': tag });
    expect(changed.status).toBe(200);
    expect(await entries(path, 'STATUS', 'UID')).toEqual({
      STATUS: ['CANCELLED'],
      UID: [`${bookingId}@village.jointly`],
    });
  });

  it('shows one’s own bookings as they stand, and others’ alike whatever becomes of them', async () => {
    const [first, second] = village.members;
    const { by, enterpriseId } = first!;
    const held = { assetId, enterpriseId, ...slot(7, '09:00', '11:00') };
    const holding = await by.does('holdBooking', held, 'bookingId');
    const asSeen = async (reader: Client) => {
      reader.token = by.token;
      const { path } = await feed(reader, { assetId });
      return entries(path, 'SUMMARY', 'UID', 'STATUS', 'DTSTAMP', 'LAST-MODIFIED');
    };
    expect(await asSeen(by)).toMatchObject({
      SUMMARY: ['Own booking'],
      UID: [`${holding.bookingId}@village.jointly`],
      STATUS: ['TENTATIVE'],
      DTSTAMP: ['20260105T080000Z'],
    });
    const others = await asSeen(second!.by);
    expect(others).toMatchObject({ SUMMARY: ['Taken'], STATUS: ['CONFIRMED'], DTSTAMP: ['20260107T060000Z'] });
    await by.does('confirmBooking', { assetId, enterpriseId, bookingId: holding.bookingId });
    expect(await asSeen(second!.by)).toEqual(others);
  });

  const nothing = async (path: string) => {
    const answer = await read(path);
    const { errors } = (await answer.json()) as { errors: { message: string; extensions: { code: string } }[] };
    return [answer.status, errors[0]!.extensions.code, errors[0]!.message];
  };

  it('gives the same answer wherever there is none, without saying why', async () => {
    const { path } = await feed(village.members[0]!.by, { assetId });
    const expected = [404, 'NOT_FOUND', expect.any(String)];
    const none = await nothing('/calendar/guess.ics');
    expect(none).toEqual(expected);
    const changed = path.slice(0, 30) + (path[30] === 'A' ? 'B' : 'A') + path.slice(31);
    for (const other of [changed, path.replace('.ics', ''), '/calendar/.ics', `/calendar/${'A'.repeat(1_500)}.ics`])
      expect(await nothing(other)).toEqual(none);
  });

  it('can’t be had of an asset that there is not, or of others’ enterprises', async () => {
    const [first, second] = village.members;
    const refused = async (by: Client, variables: object) => {
      const asked = feed(by, variables);
      return JSON.parse(await asked.then(String, (error: Error) => error.message))[0].extensions.code as string;
    };
    expect(await refused(first!.by, { enterpriseId: second!.enterpriseId })).toBe('NOT_FOUND');
    expect(await refused(first!.by, { assetId: 'asset_nowhere' })).toBe('NOT_FOUND');
    expect(await refused(first!.by, {})).toBe('BAD_USER_INPUT');
    expect(await refused(first!.by, { assetId, enterpriseId: first!.enterpriseId })).toBe('BAD_USER_INPUT');
  });

  it('ends with the mandate that it was given under, for good', async () => {
    const { by, enterpriseId, personId } = village.members[1]!;
    const { coordinator } = village.by;
    const addresses = [await feed(by, { enterpriseId }), await feed(by, { assetId })];
    for (const { path } of addresses) expect((await read(path)).status).toBe(200);
    const scopes = ['BOOK'];
    const { mandateId } = await coordinator.does('appointDelegate', { enterpriseId, personId, scopes }, 'mandateId');
    const newer = await feed(by, { enterpriseId });
    const before = await mandatesOf(coordinator, enterpriseId);
    for (const id of before) await coordinator.does('endMandate', { enterpriseId, mandateId: id });
    expect(before).toContain(mandateId);
    for (const { path } of [...addresses, newer]) expect((await read(path)).status).toBe(404);
    await coordinator.does('appointDelegate', { enterpriseId, personId, scopes });
    by.token = coordinator.token;
    for (const { path } of addresses) expect((await read(path)).status).toBe(404);
    expect((await read((await feed(by, { enterpriseId })).path)).status).toBe(200);
  });

  it('ends with the role that it was given under, and with the person', async () => {
    const { coordinator, treasurer, verifier } = village.by;
    const { enterpriseId } = village.members[0]!;
    const books = await feed(treasurer, { enterpriseId });
    const times = await feed(verifier, { assetId });
    for (const { path } of [books, times]) expect((await read(path)).status).toBe(200);
    const verifierId = await personOf(verifier);
    await coordinator.does('revokeRole', { personId: await personOf(treasurer), role: 'TREASURER' });
    await coordinator.does('revokeRole', { personId: verifierId, role: 'VERIFIER' });
    await coordinator.does('erasePerson', { personId: verifierId, reason: 'OBJECTION' });
    for (const { path } of [books, times]) expect((await read(path)).status).toBe(404);
  });

  it('ends after half a year', async () => {
    const { by } = village.members[0]!;
    const { path } = await feed(by, { assetId });
    await moveClock(server, '2026-07-04T07:59:59.999Z');
    expect((await read(path)).status).toBe(200);
    await moveClock(server, '2026-07-04T08:00:00.000Z');
    expect((await read(path)).status).toBe(404);
  });
});

const mandatesOf = async (by: Client, id: string): Promise<string[]> =>
  (
    await by.ask(
      'query ($associationId: ID!, $id: ID!, $atLeast: ConsistencyToken) { enterprise(associationId: $associationId, id: $id, atLeast: $atLeast) { mandates { id } } }',
      { id },
    )
  ).enterprise.mandates.map((mandate: { id: string }) => mandate.id);
