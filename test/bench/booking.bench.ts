import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandExecutor, openSqliteEventStore, openSqliteSnapshots, type EventStore } from '@jointly/event-store';
import { allAggregates, allEvents } from '@jointly/joint-actions';
import { EventRegistry, instant } from '@jointly/kernel';
import { createSealer, openKeys, type Keys } from '@jointly/privacy';
import { ahead, association, delegate, enterpriseId, found, hoursAfter, share } from './bookings';
import { interleaved, perSecond, type Bench, type Figure } from './figures';

const past = 100_000;
const perRound = 60;
const rounds = 7;
const now = instant('2026-03-01T08:00:00Z');
const registry = new EventRegistry(allEvents);

/** Where members book, one after the other: what counts is how long each of them waits. */
class Desk {
  private readonly booked = new Map<string, number>();
  private empties = 0;
  private executor: CommandExecutor;

  constructor(
    private readonly store: EventStore,
    private readonly keys: Keys,
    private readonly snapshotsPath: string,
  ) {
    this.executor = this.fresh();
  }

  /** As after a start: no stream is folded. */
  private fresh(): CommandExecutor {
    const { store, keys } = this;
    return new CommandExecutor({
      store,
      registry,
      aggregates: allAggregates,
      sealer: createSealer(keys.store, keys.secrets),
      clock: { kind: 'controlled', now: () => now },
      snapshots: openSqliteSnapshots(this.snapshotsPath, fail),
    });
  }

  /** The next hour that nobody has. */
  async book(assetId: string): Promise<number> {
    const slot = this.booked.get(assetId) ?? ahead;
    this.booked.set(assetId, slot + 1);
    const [start, end] = [hoursAfter(now, slot), hoursAfter(now, slot + 1)];
    const { refusal } = await this.executor.execute({
      type: 'RequestBooking',
      association,
      actor: delegate,
      idempotencyKey: `${assetId} ${slot}`,
      data: { assetId, enterpriseId, start, end },
    });
    if (refusal) throw new Error(`${refusal.code}: ${refusal.message}`);
    return 1;
  }

  async bookMany(assetId: string): Promise<number> {
    for (let count = 0; count < perRound; count++) await this.book(assetId);
    return perRound;
  }

  async bookFirst(assetId: string): Promise<number> {
    this.executor = this.fresh();
    return perSecond(() => this.book(assetId));
  }

  /** An asset that nobody has booked yet. */
  async empty(): Promise<string> {
    const assetId = `empty_${this.empties++}`;
    await share(this.store, assetId, now, 0);
    return assetId;
  }
}

const fail = (error: unknown): never => {
  throw error;
};

const compared = `an asset with ${past.toLocaleString('en')} past bookings beside an empty one`;

async function figures(desk: Desk): Promise<readonly Figure[]> {
  const emptyAfterStart = async (): Promise<number> => desk.bookFirst(await desk.empty());
  const whole = 1 / (await desk.bookFirst('long'));
  const empty = await desk.empty();
  const warm = await interleaved(
    rounds,
    () => perSecond(() => desk.bookMany('long')),
    () => perSecond(() => desk.bookMany(empty)),
  );
  const cold = await interleaved(rounds, () => desk.bookFirst('long'), emptyAfterStart);
  const unit = 'bookings';
  return [
    { name: `booking in turn, ${compared}`, unit, goal: 0.67, ...warm },
    { name: '– the first one after a start', unit, ...cold, note: `without its snapshot: ${whole.toFixed(0)} s` },
  ];
}

export const bench: Bench = {
  async run(): Promise<readonly Figure[]> {
    const directory = mkdtempSync(join(tmpdir(), 'jointly-bench-'));
    const store = await openSqliteEventStore({ directory: join(directory, 'log'), clock: 'controlled' });
    await found(store, hoursAfter(now, -past - ahead));
    await share(store, 'long', now, past);
    const keys = openKeys(join(directory, 'keys'));
    const result = await figures(new Desk(store, keys, join(directory, 'snapshots.db')));
    await store.close();
    keys.store.close();
    rmSync(directory, { recursive: true });
    return result;
  },
};
