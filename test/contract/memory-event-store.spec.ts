import { openMemoryEventStore } from '@jointly/event-store';
import { describeEventStoreContract } from './event-store.contract';

describeEventStoreContract(
  'in memory',
  async () => {
    const log = openMemoryEventStore();
    return { store: log, feed: log, dispose: () => log.close() };
  },
  { idsAreUnique: true },
);
