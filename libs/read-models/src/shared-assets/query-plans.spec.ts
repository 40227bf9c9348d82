import { instant } from '@jointly/kernel';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { AnswerCache, projectionPath, rebuildProjections } from '@jointly/projections';
import { associationStory, tolosa } from '../testing/association-story';
import { AssetStory, at, on } from '../testing/asset-story';
import { History, registry, removeTemporaryDirectories, reop, temporaryDirectory } from '../testing/history';
import { BookingQueries } from './booking-queries';
import { sharedAssets, type SharedAssetSchema } from './projection';
import { SharedAssetQueries } from './queries';

afterAll(removeTemporaryDirectories);

const many = 100_000;

/** An asset with one booking as folded, and a hundred thousand copies of it, an hour each, over eleven years. */
async function fullCalendar(): Promise<Database.Database> {
  const history = new History();
  await associationStory(history);
  const story = new AssetStory(history);
  await (await story.registered()).commissioned();
  await story.book('b1', tolosa, on(11, '07:00', '08:00'));
  const directory = temporaryDirectory();
  await rebuildProjections({ feed: history.store, registry, directory, projections: [sharedAssets] });
  const database = new Database(projectionPath(directory, sharedAssets));
  const hour = (offset: string) => `strftime('%Y-%m-%dT%H:%M:%fZ', '2015-01-01', '+' || (n + ${offset}) || ' hours')`;
  const changed = { key: "key || '-' || n", start: hour('0'), end: hour('1'), since: 'since + n' };
  const copied = { ...changed, takenFrom: hour('0'), takenUntil: hour('1') };
  const columns = database.prepare("SELECT name FROM pragma_table_info('bookings')").pluck().all() as string[];
  const values = columns.map((column) => (column in copied ? copied[column as keyof typeof copied] : `"${column}"`));
  database.exec(
    `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${many})
     INSERT INTO bookings (${columns.map((column) => `"${column}"`).join(', ')})
     SELECT ${values.join(', ')} FROM bookings, numbers`,
  );
  return database;
}

describe('With a hundred thousand bookings', () => {
  let database: Database.Database;
  const asked: { sql: string; parameters: readonly unknown[] }[] = [];
  let assets: SharedAssetQueries;
  let bookings: BookingQueries;

  beforeAll(async () => {
    database = await fullCalendar();
    const opened = new Kysely<SharedAssetSchema>({
      dialect: new SqliteDialect({ database }),
      log({ query }) {
        asked.push({ sql: query.sql, parameters: query.parameters });
      },
    });
    assets = new SharedAssetQueries(opened, new AnswerCache({ position: () => 0n }));
    bookings = new BookingQueries(opened);
  });

  beforeEach(() => asked.splice(0));

  afterAll(() => database.close());

  /** How SQLite goes about all that was asked. */
  function plans(): string[] {
    return asked.flatMap(({ sql, parameters }) =>
      (database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters) as { detail: string }[]).map(
        ({ detail }) => detail,
      ),
    );
  }

  const week = { from: at(9, '00:00'), until: at(16, '00:00') };

  const near = /bookings_0 \(association=\? AND asset=\? AND start>\? AND start<\?\)/;
  const onwards = /\(association=\? AND (asset|enterprise)=\? AND \(start,since\)>\(\?,\?\)\)/;
  const waiting = /bookings_1 \(association=\? AND asset=\? AND status=\?\)/;
  const page = { first: 20, after: 77 };

  it.each([
    ['A week of the calendar', () => assets.calendar(reop, 'asset_1', week, week.from), near],
    ['Free slots', () => assets.freeSlots(reop, 'asset_1', { ...week, minutes: 60, count: 3, now: week.from }), near],
    ['A statement', () => assets.statement(reop, 'asset_1', week, { sequence: 1, asOf: week.until }), near],
    ['A week of bookings', () => bookings.bookings(reop, page, { asset: 'asset_1', period: week }), near],
    ['A page of bookings', () => bookings.bookings(reop, page, { asset: 'asset_1' }), onwards],
    ['A page of an enterprise’s bookings', () => bookings.bookings(reop, page, { enterprise: tolosa }), onwards],
    ['The waitlist', () => bookings.waitlist(reop, 'asset_1'), waiting],
    ['A series', () => bookings.bookingsOfSeries(reop, 'series_1'), /series=\?/],
  ])('%s is found by an index', async (_, ask, by) => {
    await ask();
    const found = plans();
    expect(found.some((step) => by.test(step))).toBe(true);
    expect(found.filter((step) => /^SCAN|\(association=\?\)|\(association=\? AND asset=\?\)/.test(step))).toEqual([]);
  });

  it('a week long ago is found as it was: with an entry for each hour', async () => {
    const [from, until] = [instant('2016-06-06'), instant('2016-06-13')];
    const found = await assets.calendar(reop, 'asset_1', { from, until }, week.from);
    expect(found).toHaveLength(7 * 24);
  });
});
