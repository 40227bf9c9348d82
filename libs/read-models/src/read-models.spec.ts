import Database from 'better-sqlite3';
import { projectionPath, rebuildProjections, runProjections } from '@jointly/projections';
import { readModels } from './read-models';
import { assetLife } from './testing/asset-life';
import { associationStory, bekele, tolosa } from './testing/association-story';
import { History, registry, removeTemporaryDirectories, temporaryDirectory } from './testing/history';
import { due, PurchaseStory } from './testing/purchase-story';

afterAll(removeTemporaryDirectories);

async function told(): Promise<History> {
  const history = new History();
  await associationStory(history);
  for (const id of ['p1', 'p2']) {
    const story = new PurchaseStory(history, id);
    await (await (await (await story.demanded()).awarded()).confirmed()).charged();
  }
  const story = new PurchaseStory(history, 'p2');
  await story.pay(tolosa, 24_000_00, due);
  await story.pay(bekele, 20_000_00, due);
  await assetLife(history);
  return history;
}

async function follow(history: History, directory: string, batchSize: number): Promise<void> {
  const head = await history.store.head();
  const stop = new AbortController();
  const faults: string[] = [];
  await runProjections({
    feed: history.store,
    registry,
    directory,
    projections: readModels,
    batchSize,
    signal: stop.signal,
    onProgress({ projections }) {
      for (const { error } of projections) if (error !== undefined) faults.push(error);
      if (faults.length > 0 || projections.every(({ position }) => position >= head)) stop.abort();
    },
  });
  expect(faults).toEqual([]);
}

function contents(directory: string): unknown {
  return readModels.map((projection) => {
    const database = new Database(projectionPath(directory, projection), { readonly: true });
    const tables = Object.keys(projection.tables);
    const found = tables.map((table) => database.prepare(`SELECT * FROM "${table}" ORDER BY 1, 2, 3`).all());
    database.close();
    return [projection.name, found];
  });
}

describe('The read models', () => {
  it.each([1, 7, 1000])('are the same when folded along in batches of %i and when rebuilt', async (batchSize) => {
    const history = await told();
    const [along, rebuilt] = [temporaryDirectory(), temporaryDirectory()];
    await follow(history, along, batchSize);
    await rebuildProjections({
      feed: history.store,
      registry,
      directory: rebuilt,
      projections: readModels,
      batchSize: 50,
    });
    expect(contents(along)).toEqual(contents(rebuilt));
  });

  it('each have a name of their own', () => {
    expect(new Set(readModels.map(({ name }) => name)).size).toBe(readModels.length);
  });
});
