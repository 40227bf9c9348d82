// A process that folds a log into all read models, a few events to a transaction, so that it can be killed; ends when
// it has folded everything.
const process = require('node:process');
const { inspect } = require('node:util');
const { openSqliteFeed } = require('../../dist/libs/event-store/src');
const { allEvents } = require('../../dist/libs/joint-actions/src');
const { EventRegistry } = require('../../dist/libs/kernel/src');
const { runProjections } = require('../../dist/libs/projections/src');
const { readModels } = require('../../dist/libs/read-models/src');

const [log, directory] = process.argv.slice(2);
const feed = openSqliteFeed(log);
const stop = new globalThis.AbortController();

function onProgress({ projections }) {
  process.send('folding');
  if (projections.some(({ state }) => state === 'faulted')) throw new Error(inspect(projections));
  if (projections.every(({ state }) => state === 'live')) stop.abort();
}

runProjections({
  feed,
  registry: new EventRegistry(allEvents),
  directory,
  projections: readModels,
  onProgress,
  batchSize: 7,
  signal: stop.signal,
}).then(
  () => process.disconnect(),
  (error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
