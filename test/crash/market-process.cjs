// A process that sells at a market for as long as it lives, so that it can be killed; told `settle`, it sells nothing
// and ends when everything that follows from the sales is done.
const process = require('node:process');
const { join } = require('node:path');
const { setTimeout: pause } = require('node:timers/promises');
const { CommandExecutor, openSqliteEventStore, openSqliteFeed } = require('../../dist/libs/event-store/src');
const { instant, later, wallClock } = require('../../dist/libs/kernel/src');
const { ProcessDatabase, reacting, startProcesses, Timers } = require('../../dist/libs/processes/src');
const { aggregates, plainSealer, registry, takings } = require('../../dist/libs/processes/src/market.fixture');

const [directory, round] = process.argv.slice(2);
const fail = (_what, error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
};

async function open() {
  const store = await openSqliteEventStore({ directory, clock: 'wall' });
  const feed = openSqliteFeed(directory);
  const database = new ProcessDatabase(join(directory, 'processes.db'));
  const executor = new CommandExecutor({ store, registry, aggregates, sealer: plainSealer, clock: wallClock });
  const load = (stream, atLeast) => executor.load(stream, atLeast);
  const tick = (stream) => executor.tick(stream);
  const timers = new Timers({ database, aggregates, clock: wallClock, load, tick, onFault: fail });
  const processes = [timers, reacting(takings, (request) => executor.execute(request))];
  const running = await startProcesses({ feed, registry, database, processes, onFault: fail, batchSize: 7 });
  timers.start();
  return { executor, timers, running };
}

async function sell({ executor }, number) {
  const key = `${round}.${number}`;
  const say = (type, data) =>
    executor.execute({ type, association: 'village', actor: 'amina', idempotencyKey: key, data });
  const stall = `s${number % 5}`;
  const due = later(wallClock.now(), 20 + (number % 7) * 10);
  await say('OpenStall', {
    stall: `${stall}_${key.replace('.', '_')}`,
    ends: [{ name: 'closers', due: instant(due) }],
  });
  await say('Sell', { stall, sellers: ['almaz', 'baraka', 'chaltu'] });
  process.send('sold');
}

async function settle({ timers, running }) {
  await running.settled();
  while (timers.next()) {
    await pause(20);
    await running.settled();
  }
  process.send('settled');
}

open().then(
  async (room) => {
    if (round === 'settle') return settle(room);
    for (let number = 0; ; number++) await sell(room, number);
  },
  (error) => fail(undefined, error),
);
