import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { leafBody } from '@jointly/kernel';
import { copyLog, LogsDiffer, noStream, openSqliteEventStore, openSqliteFeed, type Append } from '@jointly/event-store';
import { allOf, exampleAppend, kaffa, linseed, purchase, sesame, sidama } from '../contract/example-events';
import { treeIn } from './copies';
import { Nodes } from './nodes';
import { startStandIn, type StandIn } from './stand-in/stand-in';

jest.setTimeout(60_000);

let standIn: StandIn;
let nodes: Nodes;
beforeEach(async () => {
  standIn = await startStandIn();
  nodes = new Nodes();
});
afterEach(async () => {
  await nodes.discard();
  standIn.stop();
});

/** Two associations whose streams take turns. */
function* history(): Generator<Append> {
  const streams = [sesame, purchase('seed', sidama), linseed, purchase('oil', sidama)];
  for (let at = noStream; at < 60; at += 3) for (const stream of streams) yield exampleAppend(stream, at, 3);
}

const openEmbedded = (directory: string) => openSqliteEventStore({ directory, clock: 'controlled' });

async function embeddedLog(directory: string): Promise<void> {
  const store = await openEmbedded(directory);
  for (const append of history()) await store.append(append);
  await store.close();
}

test('a log that moves there and back has the same sequences, leaves and trees, though it was stopped on the way', async () => {
  const [first, copy, back] = [nodes.newDirectory(), nodes.newDirectory(), nodes.newDirectory()];
  await embeddedLog(first);
  const from = openSqliteFeed(first);
  const there = await nodes.open(standIn, { directory: copy });

  const append = there.append.bind(there);
  let appended = 0;
  there.append = (request) => (++appended === 17 ? Promise.reject(new Error('pulled')) : append(request));
  await expect(copyLog({ from, to: there })).rejects.toThrow('pulled');
  there.append = append;
  const positions: bigint[] = [];
  expect(await copyLog({ from, to: there, onProgress: (position) => positions.push(position) })).toBe(252);
  expect(positions.at(-1)).toBe(252n);

  const returned = await openEmbedded(back);
  expect(await copyLog({ from: there, to: returned })).toBe(252);
  for (const association of [kaffa, sidama]) {
    const leaves = async (reader: Pick<typeof from, 'readAssociation'>): Promise<unknown[]> =>
      (await allOf(reader.readAssociation(association))).map((event) => [event.sequence, leafBody(event)]);
    expect(await leaves(returned)).toEqual(await leaves(from));
  }
  await Promise.all([there.close(), returned.close(), from.close()]);
  expect([treeIn(copy), treeIn(back)]).toEqual([treeIn(first), treeIn(first)]);
});

test('a log that holds other events is not copied to', async () => {
  const directory = nodes.newDirectory();
  await embeddedLog(directory);
  const from = openSqliteFeed(directory);
  const there = await nodes.open(standIn);
  await there.append(exampleAppend(purchase('other'), noStream, 3));
  await expect(copyLog({ from, to: there })).rejects.toThrow(LogsDiffer);
  await from.close();
});

test('an operator moves it from the command line, and a second time changes nothing', async () => {
  const data = nodes.newDirectory();
  await embeddedLog(join(data, 'log'));
  const main = resolve(__dirname, '../../dist/apps/cli/src/main.js');
  const move = (from: string, to: string): Promise<{ stdout: string }> =>
    promisify(execFile)(process.execPath, [main, 'store', 'migrate', '--data-dir', data, '--from', from, '--to', to]);
  for (let times = 0; times < 2; times++)
    expect((await move('sqlite:', standIn.url)).stdout).toContain('252 events are in both logs');
  expect(standIn.log.streams.get(sesame)).toHaveLength(63);
  await expect(move('sqlite:', 'sqlite:')).rejects.toThrow(/One of --from and --to/);
  await expect(move('sqlite:', 'esdb://u:p@ss@h')).rejects.toThrow(/two @/);
});
