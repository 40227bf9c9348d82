import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openSqliteEventStore, type EventStore } from '@jointly/event-store';
import { exampleAppend, purchase, sesame, sidama } from '../contract/example-events';
import { Nodes } from './nodes';
import { startStandIn, type StandIn } from './stand-in/stand-in';

jest.setTimeout(60_000);

const main = resolve(__dirname, '../../dist/apps/cli/src/main.js');

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

describe('Whoever moves a log, at the command line', () => {
  let standIn: StandIn;
  let nodes: Nodes;
  let data: string;
  let closeAll: (() => Promise<void>)[];
  beforeEach(async () => {
    standIn = await startStandIn();
    nodes = new Nodes();
    data = nodes.newDirectory();
    closeAll = [];
  });
  afterEach(async () => {
    for (const close of closeAll) await close();
    await nodes.discard();
    standIn.stop();
  });

  async function openEmbedded(name = 'log'): Promise<EventStore> {
    const store = await openSqliteEventStore({ directory: join(data, name), clock: 'controlled' });
    closeAll.push(() => store.close());
    return store;
  }

  async function embeddedLog(): Promise<void> {
    const store = await openEmbedded();
    await store.append(exampleAppend(sesame, -1, 5));
    await store.close();
  }

  const migrate = (url: string, ...args: string[]): Promise<Ran> => jointly(url, 'migrate', ...args);

  /** With JOINTLY_EVENT_STORE_URL as given. */
  const jointly = (url: string, ...args: string[]): Promise<Ran> =>
    new Promise((done) => {
      const env = { ...process.env, JOINTLY_EVENT_STORE_URL: url, JOINTLY_DATA_DIR: data };
      const child = execFile(process.execPath, [main, 'store', ...args], { env }, (_, out, err) =>
        done({ code: child.exitCode ?? -1, out, err }),
      );
    });

  const refused = async (why: string | RegExp, url: string, ...args: string[]): Promise<void> => {
    const { code, out, err } = await migrate(url, ...args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(why);
    // One sentence or two on one line, and no stack.
    expect(err).toMatch(/^jointly: .*\n$/);
  };

  test('moves it there and back with one end in the environment, and a second time changes nothing', async () => {
    await embeddedLog();
    for (let times = 0; times < 2; times++) {
      const { out, err } = await migrate(standIn.url, '--from', 'sqlite:');
      expect({ out, err }).toEqual({ out: expect.stringContaining('5 events are in both logs') as string, err: '' });
    }
    expect(standIn.log.streams.get(sesame)).toHaveLength(5);
    expect((await migrate(standIn.url, '--to', 'sqlite:')).out).toContain('5 events are in both logs');
    expect((await migrate('sqlite:', '--from', 'sqlite:', '--to', standIn.url)).code).toBe(0);
  });

  test('is told which ends there are', async () => {
    await embeddedLog();
    for (const [url, ...args] of [['sqlite:', '--from', 'sqlite:'], ['', '--to', 'sqlite:'], [standIn.url]] as const)
      await refused(/One end has to be sqlite: and the other esdb/, url, ...args);
  });

  test('never reads the password, wherever it was given', async () => {
    await embeddedLog();
    const url = 'esdb://jointly:sesame@h:2113?tls=maybe';
    await refused(/esdb:\/\/\*\*\*@h.*tls is true or false/, url, '--from', 'sqlite:');
    for (const { out, err } of [
      await migrate(url, '--to', 'sqlite:'),
      await migrate('', '--from', 'sqlite:', '--to', url),
    ])
      expect(out + err).not.toContain('sesame');
  });

  test('makes nothing where there is nothing to move', async () => {
    const before = standIn.log.records.length;
    await refused(`There is no log in ${join(data, 'log')}`, standIn.url, '--from', 'sqlite:');
    await refused(/There is no log in esdb:/, standIn.url, '--to', 'sqlite:');
    expect(standIn.log.records).toHaveLength(before);
    expect(readdirSync(data)).toEqual([]);
  });

  test('is told that a server has it open, at either end', async () => {
    await embeddedLog();
    await (await nodes.open(standIn)).close();
    const server = await openEmbedded();
    for (const end of ['--from', '--to'])
      await refused(/Another process has the log .*log open\. Stop it first/, standIn.url, end, 'sqlite:');
    await server.close();
    await nodes.open(standIn, { directory: join(data, 'log-copy') });
    for (const end of ['--from', '--to'])
      await refused(/Another process has the log .*log-copy open\. Stop it first/, standIn.url, end, 'sqlite:');
  });

  test('is told whose events the target has', async () => {
    await embeddedLog();
    const other = await nodes.open(standIn);
    await other.append(exampleAppend(purchase('seed', sidama)));
    await other.close();
    await refused(/The two logs differ: the target has events of sidama/, standIn.url, '--from', 'sqlite:');
  });

  test('is told that the target keeps another kind of time', async () => {
    await embeddedLog();
    await (await nodes.open(standIn, { clock: 'wall' })).close();
    await refused(/keeps wall time and can't be opened with a controlled clock/, standIn.url, '--from', 'sqlite:');
  });

  test('is told that the copy’s place holds a log of its own', async () => {
    await embeddedLog();
    const store = await openEmbedded('log-copy');
    await store.append(exampleAppend(sesame));
    await store.close();
    await refused(/holds a log of its own, not a copy/, standIn.url, '--from', 'sqlite:');
  });

  test('is told that nobody answers', async () => {
    await embeddedLog();
    const { url } = standIn;
    standIn.stop();
    await refused(/The event log does not answer/, url, '--from', 'sqlite:');
    expect(existsSync(join(data, 'log-copy'))).toBe(false);
  });

  test('tells a restored server’s log so, and whoever reads it from an earlier epoch is told', async () => {
    const before = await nodes.open(standIn, { directory: join(data, 'log-copy') });
    expect((await jointly(standIn.url, 'restored')).err).toMatch(/^jointly: Another process has the log .* open\./);
    await before.close();
    const { code, out } = await jointly(standIn.url, 'restored');
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^Consistency tokens of before are refused/) });
    const after = await nodes.open(standIn, { directory: join(data, 'log-copy') });
    expect(after.identity.restoreEpoch).toBeGreaterThan(before.identity.restoreEpoch);
    expect((await jointly('sqlite:', 'restored')).err).toMatch(/^jointly: The log is in the data directory/);
  });
});
