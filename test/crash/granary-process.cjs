// A process that stores sacks for as long as it lives, with a snapshot every few of them, so that it can be killed; told
// `look`, it stores nothing and says what a start makes of the snapshots, beside what the log alone says.
const process = require('node:process');
const { join } = require('node:path');
const { isDeepStrictEqual } = require('node:util');
const { CommandExecutor, openSqliteEventStore, openSqliteSnapshots } = require('../../dist/libs/event-store/src');
const { EventRegistry, wallClock } = require('../../dist/libs/kernel/src');
const {
  forgetfulSealer,
  granary,
  granaryEvents,
  granaryStream,
} = require('../../dist/libs/event-store/src/executor/granary.fixture');

const [directory, round] = process.argv.slice(2);
const stream = granaryStream('hill');
const registry = new EventRegistry(granaryEvents);
const fail = (error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
};
let folded = 0;
const parts = (store) => ({
  store,
  registry,
  aggregates: [granary(1, () => folded++)],
  sealer: forgetfulSealer,
  clock: wallClock,
});
const storeSack = (executor, key) => {
  const data = { granary: 'hill', sack: key, name: 'Amina Bekele' };
  return executor.execute({ type: 'StoreSack', association: 'valley', actor: 'amina', idempotencyKey: key, data });
};

async function storeSacks(store) {
  const snapshots = openSqliteSnapshots(join(directory, 'snapshots.db'), fail);
  const executor = new CommandExecutor({ ...parts(store), snapshots, snapshotEvery: 5 });
  for (let number = 0; ; number++) {
    await storeSack(executor, `${round}.${number}`);
    process.send('stored');
  }
}

async function look(store) {
  const snapshots = openSqliteSnapshots(join(directory, 'snapshots.db'), fail);
  const executor = new CommandExecutor({ ...parts(store), snapshots });
  const resumed = await executor.load(stream);
  const read = folded;
  const { repeated } = await storeSack(executor, '0.0');
  const whole = await new CommandExecutor(parts(store)).load(stream);
  process.send({ same: isDeepStrictEqual(resumed, whole), events: whole.revision + 1, read, repeated });
}

openSqliteEventStore({ directory, clock: 'wall' })
  .then((store) => (round === 'look' ? look(store) : storeSacks(store)))
  .catch(fail);
