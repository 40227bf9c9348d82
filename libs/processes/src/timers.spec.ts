import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant, wallClock, later } from '@jointly/kernel';
import Database from 'better-sqlite3';
import { LogUnreachable, Overloaded } from '@jointly/event-store';
import { advance, ProcessDatabase, reacting, startProcesses, Timers, type TimersOptions } from '.';
import { market, opening, stallStream, takings } from './market.fixture';

const directory = mkdtempSync(join(tmpdir(), 'jointly-timers-'));
let files = 0;
const newPath = (): string => join(directory, `processes-${files++}.db`);
const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});
afterAll(() => rmSync(directory, { recursive: true }));

async function running(fair = market(), over: Partial<TimersOptions> = {}, path = newPath()) {
  const database = new ProcessDatabase(path);
  const executor = fair.node();
  const faults: string[] = [];
  const timers = new Timers({
    database,
    aggregates: fair.aggregates,
    clock: fair.clock,
    load: (stream, atLeast) => executor.load(stream, atLeast),
    tick: (stream) => executor.tick(stream),
    onFault: (timer, error) => faults.push(`${timer.name}: ${(error as Error).name}`),
    ...over,
  });
  const processes = await startProcesses({
    feed: fair.store,
    registry: fair.registry,
    database,
    processes: [timers, reacting(takings, (request) => executor.execute(request))],
    onFault: ({ error }) => faults.push(error!),
  });
  closers.push(
    () => database.close(),
    () => processes.stop(),
    () => timers.stop(),
  );
  return { fair, timers, processes, faults, executor };
}

const ended = async ({ log }: ReturnType<typeof market>) =>
  (await log())
    .filter(({ type }) => type === 'StallEnded')
    .map(({ data, recordedAt }) => `${data['name'] as string} at ${recordedAt.slice(0, 10)}`);

describe('deadlines', () => {
  it('are recorded at their due times, in their order across streams, as time is moved on', async () => {
    const { fair, ...room } = await running();
    await fair.open('a', { third: '2026-05-20', first: '2026-05-03' });
    await fair.open('b', { second: '2026-05-10', fourth: '2026-06-01' });
    await advance(fair.clock, instant('2026-05-25'), room);
    expect(await ended(fair)).toEqual(['first at 2026-05-03', 'second at 2026-05-10', 'third at 2026-05-20']);
    expect(fair.clock.now()).toBe(instant('2026-05-25'));
  });

  it('are passed only when what follows from the earlier ones is done', async () => {
    const { fair, ...room } = await running();
    await fair.open('a', { first: '2026-05-03', second: '2026-05-10' });
    await advance(fair.clock, instant('2026-05-25'), room);
    const told = (await fair.log()).map(({ type, recordedAt }) => `${type} ${recordedAt.slice(5, 10)}`);
    expect(told.slice(1)).toEqual(['StallEnded 05-03', 'Credited 05-03', 'StallEnded 05-10', 'Credited 05-10']);
  });

  it('stay known over a restart, and those that passed meanwhile are recorded at once', async () => {
    const fair = market();
    const path = newPath();
    const first = await running(fair, {}, path);
    await fair.open('a', { first: '2026-05-03', second: '2026-05-10' });
    await first.processes.settled();
    await first.timers.stop();
    await first.processes.stop();
    fair.clock.moveTo(instant('2026-05-05'));
    const second = await running(fair, {}, path);
    expect(second.timers.next()).toMatchObject({ stream: stallStream('a'), name: 'first' });
    await second.timers.runDue();
    expect(await ended(fair)).toEqual(['first at 2026-05-05']);
    expect(second.timers.next()).toMatchObject({ name: 'second' });
  });

  it('of one stream wait as one timer, however many there are', async () => {
    const path = newPath();
    const { fair, ...room } = await running(market(), {}, path);
    await fair.open('a', { third: '2026-05-20', first: '2026-05-03', second: '2026-05-10' });
    await room.processes.settled();
    const waiting = (): unknown[] => {
      const file = new Database(path, { readonly: true });
      const names = file.prepare('SELECT name FROM timers').pluck().all();
      file.close();
      return names;
    };
    expect(waiting()).toEqual(['first']);
    await advance(fair.clock, instant('2026-05-05'), room);
    expect(waiting()).toEqual(['second']);
  });

  it('that moved are forgotten at their old time', async () => {
    const { fair, ...room } = await running();
    await fair.open('a', { closing: '2026-05-03' });
    await fair.open('a', { closing: '2026-06-03' });
    await advance(fair.clock, instant('2026-05-25'), room);
    expect(await ended(fair)).toEqual([]);
    expect(room.timers.next()).toMatchObject({ due: instant('2026-06-03') });
  });

  it('are looked up in a state that is no older than the event that set them', async () => {
    const fair = market();
    const executor = fair.node();
    const asked: number[] = [];
    const room = await running(fair, {
      load: (stream, atLeast) => (asked.push(atLeast), executor.load(stream, atLeast)),
    });
    await fair.open('a', { closing: '2026-05-03' });
    await fair.open('a', { closing: '2026-05-04' });
    await room.processes.settled();
    expect(Math.max(...asked)).toBe(1);
  });

  it('fired twice are recorded once', async () => {
    const { fair, timers, processes } = await running();
    await fair.open('a', { closing: '2026-05-03' });
    await processes.settled();
    fair.clock.moveTo(instant('2026-05-04'));
    const other = (await running(fair)).timers;
    await Promise.all([timers.runDue(), timers.runDue(), other.runDue()]);
    expect(await ended(fair)).toHaveLength(1);
  });

  it.each([
    ['an overload', new Overloaded(1)],
    ['a log that is away', new LogUnreachable('it is down')],
  ])('wait out %s', async (_, trouble) => {
    const fair = market();
    const executor = fair.node();
    let troubles = 2;
    const tick = async (stream: Parameters<typeof executor.tick>[0]): Promise<void> => {
      if (troubles-- > 0) throw trouble;
      await executor.tick(stream);
    };
    const room = await running(fair, { tick });
    await fair.open('a', { closing: '2026-05-03' });
    await advance(fair.clock, instant('2026-05-04'), room);
    expect(await ended(fair)).toEqual(['closing at 2026-05-03']);
    expect(room.faults).toEqual([]);
  });

  it('that a stream does not record are reported, and hold up no other stream', async () => {
    const fair = market();
    const executor = fair.node();
    const tick = (stream: Parameters<typeof executor.tick>[0]) =>
      stream === stallStream('deaf') ? Promise.resolve() : executor.tick(stream);
    const room = await running(fair, { tick });
    await fair.open('deaf', { early: '2026-05-02' });
    await fair.open('a', { closing: '2026-05-03' });
    await advance(fair.clock, instant('2026-05-04'), room);
    expect(room.faults).toEqual(['early: DeadlineIgnored']);
    expect(await ended(fair)).toEqual(['closing at 2026-05-03']);
  });

  it('that fail are reported, hold up no other stream, and are tried again when their stream moves', async () => {
    const fair = market();
    const executor = fair.node();
    let broken = true;
    const tick = (stream: Parameters<typeof executor.tick>[0]) =>
      broken && stream === stallStream('a') ? Promise.reject(new Error('a bug')) : executor.tick(stream);
    const room = await running(fair, { tick });
    await fair.open('a', { early: '2026-05-02' });
    await fair.open('b', { closing: '2026-05-03' });
    await advance(fair.clock, instant('2026-05-04'), room);
    expect(room.faults).toEqual(['early: Error']);
    broken = false;
    await fair.open('a', { late: '2026-05-03' });
    await room.processes.settled();
    await room.timers.runDue();
    expect(await ended(fair)).toEqual(['closing at 2026-05-03', 'early at 2026-05-04', 'late at 2026-05-04']);
  });

  it('fire by themselves where the clock moves by itself', async () => {
    const fair = market();
    const executor = fair.node();
    const woken: string[] = [];
    const rung = new Promise<void>((resolve) => {
      const tick = async (stream: Parameters<typeof executor.tick>[0]): Promise<void> => {
        woken.push(stream);
        // The market's own clock follows, so that its streams agree that it is time.
        fair.clock.moveTo(wallClock.now());
        await executor.tick(stream);
        resolve();
      };
      void running(fair, { clock: wallClock, tick }).then(({ timers }) => {
        timers.start();
        return fair.open('a', { soon: later(wallClock.now(), 40), never: later(wallClock.now(), 9_000_000) });
      });
    });
    await rung;
    expect(woken).toEqual([stallStream('a')]);
    expect((await ended(fair)).map((line) => line.split(' ')[0])).toEqual(['soon']);
  });
});

it('a controlled clock does not go back', async () => {
  const { fair, ...room } = await running();
  await expect(advance(fair.clock, later(opening, -1), room)).rejects.toThrow(RangeError);
});
