import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const rounds = Number(process.env.JOINTLY_SOAK_ROUNDS ?? 6);

let directory: string;
beforeAll(async () => void (directory = await mkdtemp(join(tmpdir(), 'jointly-snapshots-crash-'))));
afterAll(() => rm(directory, { recursive: true }));

/** What a start sees: the same state as the log alone gives, or not; how many events there are, and were read. */
interface Seen {
  readonly same: boolean;
  readonly events: number;
  readonly read: number;
  readonly repeated: boolean;
}

/** A granary in a process of its own that has said something. */
async function granary<Said>(round: string): Promise<{ child: ChildProcess; said: Said }> {
  const child = fork(resolve(__dirname, 'granary-process.cjs'), [directory, round]);
  const died = once(child, 'close').then(([code]) =>
    Promise.reject(new Error(`The granary ended by itself: ${code}.`)),
  );
  died.catch(() => undefined);
  const [said] = (await Promise.race([once(child, 'message'), died])) as [Said];
  return { child, said };
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'close');
}

async function look(): Promise<Seen> {
  const { child, said } = await granary<Seen>('look');
  await kill(child);
  return said;
}

test(
  `after kill -9, ${rounds} times, what is resumed from a snapshot is what the log says, and little of it is read`,
  async () => {
    for (let round = 0; round < rounds; round++) {
      const { child } = await granary<string>(`${round}`);
      await pause(20 + Math.random() * 150);
      await kill(child);
      const { same, repeated, read } = await look();
      expect({ same, repeated }).toEqual({ same: true, repeated: true });
      expect(read).toBeLessThan(15);
    }
  },
  60_000 + rounds * 5_000,
);

test('without the file the whole log is read, and nothing is lost but time', async () => {
  await rm(join(directory, 'snapshots.db'));
  const { same, repeated, events, read } = await look();
  expect({ same, repeated, read }).toEqual({ same: true, repeated: true, read: events });
  expect(events).toBeGreaterThan(15);
});
