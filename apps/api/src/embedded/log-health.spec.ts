import type { LogStanding } from '@jointly/event-store';
import { LogProbe } from './log-health';

const answering = { head: () => Promise.resolve(7n) };
const silent = { head: () => new Promise<bigint>(() => undefined) };

const following: LogStanding = { state: 'following', progressAt: Date.now() - 60_000, fruitless: 0 };
const held = (fruitless: number): LogStanding => ({
  state: 'reconnecting',
  progressAt: Date.now() - 60_000,
  fruitless,
  error: 'The disk is full.',
});

describe('the health of the log', () => {
  it('is good where the log is this process’s own and answers', async () => {
    expect(await new LogProbe({ store: answering }).check()).toEqual({ ready: true, state: 'open', lag: 0 });
  });

  it('is good while the copy keeps up, however long nothing has happened', async () => {
    const probe = new LogProbe({ store: answering, standing: () => following });
    expect(await probe.check()).toEqual({ ready: true, state: 'following', lag: 0 });
  });

  it('survives a hiccup of the copy, but not one attempt after another that gets it nowhere', async () => {
    const check = (fruitless: number) => new LogProbe({ store: answering, standing: () => held(fruitless) }).check();
    expect(await check(4)).toEqual({ ready: true, state: 'reconnecting', lag: 60, error: 'The disk is full.' });
    expect(await check(5)).toMatchObject({ ready: false, lag: 60, error: 'The disk is full.' });
  });

  it('is bad once the copy has stopped, and says why', async () => {
    const stopped: LogStanding = { ...held(1), state: 'stopped', error: 'The copy is damaged.' };
    const probe = new LogProbe({ store: answering, standing: () => stopped });
    expect(await probe.check()).toMatchObject({ ready: false, state: 'stopped', error: 'The copy is damaged.' });
  });

  it('is bad where the log gives no answer, after little patience, and says what the copy knows of it', async () => {
    const probe = new LogProbe({ store: silent, standing: () => held(2) }, 20);
    expect(await probe.check()).toEqual({
      ready: false,
      state: 'unreachable',
      lag: 60,
      error: 'The event log has given no answer for 0.02 s. The disk is full.',
    });
  });

  it('is bad where the log says no', async () => {
    const store = { head: () => Promise.reject(new Error('The event log does not answer.')) };
    expect(await new LogProbe({ store }).check()).toMatchObject({
      ready: false,
      error: 'The event log does not answer.',
    });
  });

  it('asks a silent log once, however often health is asked for', async () => {
    let asked = 0;
    const store = { head: () => (asked++, silent.head()) };
    const probe = new LogProbe({ store }, 5);
    await Promise.all([probe.check(), probe.check()]);
    await probe.check();
    expect(asked).toBe(1);
  });
});
