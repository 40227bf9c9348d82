import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StreamId } from '@jointly/kernel';
import Database from 'better-sqlite3';
import type { Snapshots, StoredSnapshot } from '../executor';
import { openSqliteSnapshotReader, openSqliteSnapshots } from './sqlite-snapshots';

const hill = 'granary-valley.hill' as StreamId;
const lake = 'granary-valley.lake' as StreamId;

const snapshot = (revision: number): StoredSnapshot => ({
  version: 1,
  revision,
  leaf: 'bGVhZg',
  state: { sacks: [['millet', { until: '2026-05-01T00:00:00.000Z' }]], turnedAway: revision },
  commands: Buffer.from([1, 2, 3, revision]),
  refusals: { 3: { code: 'FULL', message: 'Il est plein – réessayez demain.' } },
});

let directory: string;
let path: string;
let faults: string[];
let opened: Snapshots[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'jointly-snapshots-'));
  path = join(directory, 'snapshots.db');
  faults = [];
  opened = [];
});
afterEach(() => {
  for (const snapshots of opened) snapshots.close();
  rmSync(directory, { recursive: true });
});

function open(): Snapshots {
  const snapshots = openSqliteSnapshots(path, (error) => faults.push((error as Error).message));
  opened.push(snapshots);
  return snapshots;
}

/** What was written before and read by a later process. */
function kept(write: (snapshots: Snapshots) => void): void {
  const snapshots = open();
  write(snapshots);
  snapshots.close();
}

function change(sql: string): void {
  const db = new Database(path);
  db.exec(sql);
  db.close();
}

/** It works again, as one that nothing was ever written to. */
function expectAnew(snapshots: Snapshots): void {
  expect(snapshots.read(hill)).toBeUndefined();
  snapshots.write(hill, snapshot(9));
  snapshots.close();
  expect(open().read(hill)).toEqual(snapshot(9));
}

test('the last snapshot of each stream is there after a restart', () => {
  kept((snapshots) => {
    snapshots.write(hill, snapshot(3));
    snapshots.write(lake, snapshot(5));
    snapshots.write(hill, snapshot(7));
  });
  expect(open().read(hill)).toEqual(snapshot(7));
  expect(open().read(lake)).toEqual(snapshot(5));
  expect(open().read('granary-valley.none' as StreamId)).toBeUndefined();
  expect(faults).toEqual([]);
});

test('a file that is missing is made', () => {
  kept((snapshots) => snapshots.write(hill, snapshot(3)));
  rmSync(path);
  expectAnew(open());
  expect(faults).toEqual([]);
});

test('a file that is no database is thrown away, and that is reported', () => {
  writeFileSync(path, 'x'.repeat(8_192));
  expectAnew(open());
  expect(faults).toEqual([expect.stringContaining('not a database')]);
});

test('a file that was cut off is thrown away, and that is reported', () => {
  kept((snapshots) => snapshots.write(hill, { ...snapshot(3), commands: Buffer.alloc(100_000) }));
  truncateSync(path, statSync(path).size - 50_000);
  expectAnew(open());
  expect(faults).toHaveLength(1);
});

test('a file of another format is thrown away, and that is reported', () => {
  kept((snapshots) => snapshots.write(hill, snapshot(3)));
  change('PRAGMA user_version = 2');
  expectAnew(open());
  expect(faults).toEqual([expect.stringContaining('format')]);
});

test.each([
  ['stream', `'granary-valley.hill'`, 'granary-valley.lake'],
  ['version', '2', hill],
  ['revision', 'revision + 1', hill],
  ['leaf', `'bGVhZh'`, hill],
  ['state', `replace(state, 'millet', 'barley')`, hill],
  ['refusals', `'{}'`, hill],
  ['commands', `x'01020304'`, hill],
])('a snapshot whose %s is not as it was written is never served', (column, value, of) => {
  kept((snapshots) => snapshots.write(of as StreamId, snapshot(3)));
  change(`UPDATE snapshots SET ${column} = ${value}`);
  expectAnew(open());
  expect(faults).toEqual([expect.stringContaining('not as it was written')]);
});

test('where no file can be made there are no snapshots, and nobody is troubled', () => {
  mkdirSync(path);
  const snapshots = open();
  snapshots.write(hill, snapshot(3));
  expect(snapshots.read(hill)).toBeUndefined();
  expect(faults.length).toBeGreaterThan(0);
  expect(existsSync(path)).toBe(true);
});

test('after it was closed nothing is kept and nothing fails', () => {
  const snapshots = open();
  snapshots.close();
  snapshots.write(hill, snapshot(3));
  expect(snapshots.read(hill)).toBeUndefined();
  snapshots.close();
  expect(faults).toEqual([]);
});

describe('a reader beside the writer', () => {
  const reader = () => openSqliteSnapshotReader(path, (error) => faults.push((error as Error).message));

  test('sees what was put away since it was opened', () => {
    const writer = open();
    const beside = reader();
    expect(beside.read(hill)).toBeUndefined();
    writer.write(hill, snapshot(3));
    expect(beside.read(hill)).toEqual(snapshot(3));
    beside.close();
    expect([beside.read(hill), faults]).toEqual([undefined, []]);
  });

  test('leaves a damaged file to the writer', () => {
    kept((snapshots) => snapshots.write(hill, snapshot(3)));
    change(`UPDATE snapshots SET revision = 4`);
    const beside = reader();
    expect(beside.read(hill)).toBeUndefined();
    beside.close();
    expect(existsSync(path)).toBe(true);
    expect(faults).toHaveLength(1);
  });

  test('does without where there is no file, and makes none', () => {
    expect(reader().read(hill)).toBeUndefined();
    expect(existsSync(path)).toBe(false);
    expect(faults).toHaveLength(1);
  });
});
