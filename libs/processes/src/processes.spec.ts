import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  openMemoryEventStore,
  OutcomeUnknown,
  Overloaded,
  type CommandRequest,
  type Outcome,
} from '@jointly/event-store';
import { ProcessDatabase, reacting, startProcesses, type Process, type RunningProcesses } from '.';
import { market, takings } from './market.fixture';

const directory = mkdtempSync(join(tmpdir(), 'jointly-processes-'));
let files = 0;
const newPath = (): string => join(directory, `processes-${files++}.db`);

const opened: ProcessDatabase[] = [];
const started: RunningProcesses[] = [];
afterEach(async () => {
  for (const processes of started.splice(0)) await processes.stop();
  for (const database of opened.splice(0)) database.close();
});
afterAll(() => rmSync(directory, { recursive: true }));

type Market = ReturnType<typeof market>;
type Dispatch = (request: CommandRequest) => Promise<Outcome>;

async function start({ store: feed, registry }: Market, processes: Process[], path = newPath(), batchSize = 3) {
  const database = new ProcessDatabase(path);
  opened.push(database);
  const faults: string[] = [];
  const onFault = (_status: unknown, error: unknown): void => void faults.push((error as Error).name);
  const running = await startProcesses({ feed, registry, database, processes, onFault, batchSize });
  started.push(running);
  return { ...running, faults };
}

const toPurses = (of: Market, around: (dispatch: Dispatch) => Dispatch = (dispatch) => dispatch): Process => {
  const executor = of.node();
  return reacting(
    takings,
    around((request) => executor.execute(request)),
  );
};

describe('a process manager', () => {
  it('does what follows from each event, from the first one on, and from those that come later', async () => {
    const fair = market();
    await fair.sell('almaz', 'baraka', 'almaz');
    const { settled } = await start(fair, [toPurses(fair)]);
    await settled();
    await fair.sell('baraka');
    await settled();
    expect([await fair.coins('almaz'), await fair.coins('baraka')]).toEqual([2, 2]);
  });

  it('acts as the installation itself, in the conversation of its cause', async () => {
    const fair = market();
    await fair.sell('almaz');
    await (await start(fair, [toPurses(fair)])).settled();
    const [sold, credited] = await fair.log();
    expect(credited!.metadata).toMatchObject({
      actor: 'system',
      causationId: sold!.eventId,
      correlationId: sold!.metadata.correlationId,
    });
  });

  it('keeps the order of the log', async () => {
    const fair = market();
    await fair.sell('c', 'a', 'b', 'a', 'e', 'd');
    await (await start(fair, [toPurses(fair)])).settled();
    const credited = (await fair.log()).filter(({ type }) => type === 'Credited');
    expect(credited.map(({ data }) => data['purse'])).toEqual(['c', 'a', 'b', 'a', 'e', 'd']);
  });

  it.each([1, 2, 3, 4, 5, 6, 7])(
    'does nothing twice and leaves nothing out when it dies after command %i',
    async (n) => {
      const fair = market();
      const path = newPath();
      await fair.sell('a', 'b', 'c', 'a', 'b', 'c', 'a');
      await diesAfter(n, fair, path);
      await (await start(fair, [toPurses(fair)], path)).settled();
      expect([await fair.coins('a'), await fair.coins('b'), await fair.coins('c')]).toEqual([3, 2, 2]);
    },
  );

  it('goes on behind its checkpoint', async () => {
    const fair = market();
    const path = newPath();
    await fair.sell('a', 'b', 'c');
    const first = await start(fair, [toPurses(fair)], path);
    await first.settled();
    await first.stop();
    await fair.sell('d');
    const asked: unknown[] = [];
    const counting = toPurses(fair, (dispatch) => (request) => (asked.push(request.data['purse']), dispatch(request)));
    await (await start(fair, [counting], path)).settled();
    expect(asked).toEqual(['d']);
  });

  it('that is new sees the log from its start, and nobody else sees it again', async () => {
    const fair = market();
    const path = newPath();
    const seen: string[] = [];
    const watcher = (name: string): Process => ({ name, handle: ({ type }) => void seen.push(`${name}: ${type}`) });
    await fair.sell('a');
    const first = await start(fair, [watcher('old')], path);
    await first.settled();
    await first.stop();
    await fair.open('b', {});
    await (await start(fair, [watcher('old'), watcher('new')], path)).settled();
    expect(seen.sort()).toEqual(['new: Sold', 'new: StallOpened', 'old: Sold', 'old: StallOpened']);
  });

  it('is settled when what it led to is handled as well', async () => {
    const fair = market();
    const { settled, status } = await start(fair, [toPurses(fair)]);
    await fair.sell('a', 'b', 'c', 'd', 'e');
    await settled();
    expect(status()).toMatchObject([{ position: 10n }]);
    expect(await fair.store.head()).toBe(10n);
  });

  it('waits out an overload and a lost answer', async () => {
    const fair = market();
    const troubles = [new Overloaded(1), new OutcomeUnknown('s' as never, 'lost'), new Overloaded(1)];
    const flaky = toPurses(fair, (dispatch) => async (request) => {
      const outcome = await dispatch(request);
      const trouble = troubles.pop();
      if (trouble) throw trouble;
      return outcome;
    });
    await fair.sell('a', 'b');
    const { settled, status } = await start(fair, [flaky]);
    await settled();
    expect(status()).toMatchObject([{ state: 'running' }]);
    expect([await fair.coins('a'), await fair.coins('b')]).toEqual([1, 1]);
  });

  it('whose command is refused stops there and says why, while the others go on', async () => {
    const fair = market();
    const seen: string[] = [];
    const watcher: Process = { name: 'watcher', handle: ({ type }) => void seen.push(type) };
    await fair.sell('a', 'torn', 'b');
    const { settled, status, faults } = await start(fair, [toPurses(fair), watcher]);
    await settled();
    expect(status()[0]).toMatchObject({ name: 'takings', state: 'faulted', position: 1n });
    expect(status()[0]!.error).toMatch(/Credit, after Sold .* was refused with TORN: Mend the purse\./);
    expect(faults).toEqual(['ReactionRefused']);
    expect(await fair.coins('b')).toBe(0);
    expect(seen).toEqual(['Sold', 'Sold', 'Sold', 'Credited']);
  });

  it('that stopped tries again from there at the next start', async () => {
    const fair = market();
    const path = newPath();
    await fair.sell('a', 'torn', 'b');
    const first = await start(fair, [toPurses(fair)], path);
    await first.settled();
    await first.stop();
    const mended = {
      ...takings,
      react: (event: Parameters<typeof takings.react>[0]) =>
        takings.react(event).filter(({ data }) => data['purse'] !== 'torn'),
    };
    const executor = fair.node();
    await (await start(fair, [reacting(mended, (request) => executor.execute(request))], path)).settled();
    expect([await fair.coins('a'), await fair.coins('b')]).toEqual([1, 1]);
  });

  it('does again what a restored log has lost', async () => {
    const path = newPath();
    const lost = market();
    await lost.sell('a', 'b');
    const before = await start(lost, [toPurses(lost)], path);
    await before.settled();
    await before.stop();
    // The backup was taken before the purses were credited; only its sales are there.
    const restored = market({ store: openMemoryEventStore() });
    Object.assign(restored.store.identity, { logId: lost.store.identity.logId });
    await restored.sell('a', 'b');
    await (await start(restored, [toPurses(restored)], path)).settled();
    expect([await restored.coins('a'), await restored.coins('b')]).toEqual([1, 1]);
  });
});

/** Runs until `n` commands are on the log and then leaves everything as a kill would: no answer, no checkpoint. */
async function diesAfter(n: number, fair: Market, path: string): Promise<void> {
  let left = n;
  const died = new Promise<void>((resolve) => {
    const dying = toPurses(fair, (dispatch) => async (request) => {
      const outcome = await dispatch(request);
      if (--left > 0) return outcome;
      resolve();
      return new Promise<Outcome>(() => undefined);
    });
    const database = new ProcessDatabase(path);
    opened.push(database);
    const { store: feed, registry } = fair;
    void startProcesses({ feed, registry, database, processes: [dying], onFault: () => undefined, batchSize: 3 });
  });
  await died;
}
