// A process that keeps a log on EventStoreDB open and does what its parent asks, so that the parent sees whether it lives.
const process = require('node:process');
const { openEventStoreDb } = require('../../dist/libs/event-store/src');

const answer = (message) => process.connected && process.send(message);

async function all(pages) {
  const events = [];
  for await (const page of pages) events.push(...page);
  return events;
}

const asked = {
  append: (store, append) => store.append(append),
  association: (store, association) => all(store.readAssociation(association)),
  stream: (store, stream) => all(store.readStream(stream)),
  standing: async (store) => store.standing(),
};

async function serve(store, { id, what, value }) {
  if (what === 'close') return store.close().then(() => process.disconnect());
  await asked[what](store, value).then(
    (result) => answer({ id, result }),
    (fault) => answer({ id, fault: fault.name }),
  );
}

openEventStoreDb(JSON.parse(process.argv[2])).then(
  (store) => {
    process.on('message', (message) => serve(store, message));
    process.on('disconnect', () => process.exit());
    answer({ id: 'ready' });
  },
  (fault) => {
    answer({ id: 'ready', fault: fault.name });
    process.disconnect();
  },
);
