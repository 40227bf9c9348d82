import { ProjectionBehind, ProjectionFaulted } from './errors';
import { AnswerCache } from './reading';
import { ProjectionStatus } from './status';
import type { ProjectionState } from './projector';

const names = ['directory', 'accounts'];

function status(): ProjectionStatus {
  return new ProjectionStatus(names.map((name) => ({ name, version: 1 })));
}

function report(to: ProjectionStatus, directory: bigint, accounts: bigint, state: ProjectionState = 'live'): void {
  const at = (projection: string, position: bigint): object =>
    state === 'faulted'
      ? { projection, version: 1, position, state, error: 'broken' }
      : { projection, version: 1, position, state };
  to.report({
    head: directory > accounts ? directory : accounts,
    projections: [at('directory', directory), at('accounts', accounts)] as never,
  });
}

describe('Waiting for a projection', () => {
  it('ends at once where it has been already', async () => {
    const known = status();
    report(known, 7n, 7n);
    await expect(known.waitFor(names, 7n, 0)).resolves.toBeUndefined();
  });

  it('ends when the last of those asked for arrives', async () => {
    const known = status();
    let arrived = false;
    const waiting = known.waitFor(names, 7n, 10_000).then(() => (arrived = true));
    report(known, 9n, 6n);
    await new Promise((resolve) => setImmediate(resolve));
    expect(arrived).toBe(false);
    report(known, 9n, 7n);
    await waiting;
    expect(arrived).toBe(true);
  });

  it('takes no notice of a projection that nobody asked for', async () => {
    const known = status();
    report(known, 7n, 0n);
    await expect(known.waitFor(['directory'], 7n, 0)).resolves.toBeUndefined();
  });

  it('gives up in time, naming the one that is behind and by how much', async () => {
    const known = status();
    report(known, 9n, 4n);
    const error = await known.waitFor(names, 7n, 5).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ProjectionBehind);
    expect(error).toMatchObject({ projection: 'accounts', lagEvents: 3, retryAfterMs: 250 });
  });

  it('fails at once when a projection that stopped would be waited for', async () => {
    const known = status();
    const waiting = known.waitFor(['accounts'], 7n, 10_000);
    report(known, 4n, 4n, 'faulted');
    await expect(waiting).rejects.toThrow(new ProjectionFaulted('accounts', 'broken'));
  });

  it('is not held up by a fault behind the position', async () => {
    const known = status();
    report(known, 8n, 8n, 'faulted');
    await expect(known.waitFor(names, 7n, 0)).resolves.toBeUndefined();
  });

  it('fails when the projector has ended', async () => {
    const known = status();
    const waiting = known.waitFor(names, 7n, 10_000);
    known.stopped('The projections have ended.');
    await expect(waiting).rejects.toBeInstanceOf(ProjectionFaulted);
    expect(known.all().map(({ state }) => state)).toEqual(['faulted', 'faulted']);
  });
});

describe('The standing of the projections', () => {
  it('tells how far each is behind the head of the log', () => {
    const known = status();
    report(known, 9n, 4n);
    expect(known.all().map(({ projection, lagEvents }) => [projection, lagEvents])).toEqual([
      ['directory', 0],
      ['accounts', 5],
    ]);
  });
});

describe('A kept answer', () => {
  it('is given again until its projection moves on', async () => {
    const known = status();
    const cache = new AnswerCache(known);
    let reads = 0;
    const ask = (question = 'all'): Promise<{ n: number }> =>
      cache.answer('directory', question, async () => ({ n: ++reads }));
    report(known, 1n, 1n);
    expect([await ask(), await ask()]).toEqual([{ n: 1 }, { n: 1 }]);
    report(known, 1n, 2n);
    expect(await ask()).toEqual({ n: 1 });
    report(known, 2n, 2n);
    expect(await ask()).toEqual({ n: 2 });
    expect(await ask('others')).toEqual({ n: 3 });
  });

  it('is not kept when reading it failed', async () => {
    const cache = new AnswerCache(status());
    await expect(cache.answer('directory', 'all', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    await expect(cache.answer('directory', 'all', async () => ({ n: 1 }))).resolves.toEqual({ n: 1 });
  });
});
