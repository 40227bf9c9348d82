// A process that does nothing but keep a log open and append what its parent sends, so that it can be killed.
const process = require('node:process');
const { openSqliteEventStore } = require('../../dist/libs/event-store/src');

const answer = (message) => process.connected && process.send(message);

async function serve(store, { id, append }) {
  if (!append) return store.close().then(() => process.disconnect());
  await store.append(append).then(
    (result) => answer({ id, result }),
    (fault) => answer({ id, fault: fault.name }),
  );
}

openSqliteEventStore({ directory: process.argv[2], clock: 'controlled' }).then((store) => {
  process.on('message', (message) => serve(store, message));
  process.on('disconnect', () => process.exit());
  answer({ id: 'ready' });
});
