import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { StoredEvent, StreamId } from '@jointly/kernel';
import { openSqliteFeed, type Append } from '@jointly/event-store';
import fc from 'fast-check';
import { deliveredAfter, exampleEvent, purchase, sidama } from '../contract/example-events';
import { RemoteStore, type RemoteOutcome } from '../crash/remote-store';
import { verifyLog } from '../crash/verify-log';
import { ModelLog, type Expected } from './model-log';

const runs = Number(process.env.JOINTLY_SOAK_ROUNDS ?? 8);
const streams = [purchase('a'), purchase('b'), purchase('a', sidama), purchase('b', sidama)];

/** One append, described by what it does to the log as it will stand then. */
type Intent =
  | { readonly do: 'append'; readonly stream: number; readonly count: number; readonly off: number }
  | { readonly do: 'repeat'; readonly which: number; readonly extra: number };

/** Appends are sent together; then all are awaited, or the process is killed, or closed and opened again. */
interface Step {
  readonly intents: readonly Intent[];
  readonly then: 'go on' | 'kill' | 'reopen';
  readonly killAfter: number;
}

const intent: fc.Arbitrary<Intent> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('append' as const),
      stream: fc.nat(streams.length - 1),
      count: fc.integer({ min: 1, max: 4 }),
      off: fc.oneof(
        { weight: 5, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.integer({ min: -2, max: 1 }) },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('repeat' as const), which: fc.nat(), extra: fc.nat(1) }) },
);

const step: fc.Arbitrary<Step> = fc.record({
  intents: fc.array(intent, { maxLength: 12 }),
  then: fc.oneof(
    { weight: 3, arbitrary: fc.constant('go on' as const) },
    { weight: 1, arbitrary: fc.constant('kill' as const) },
    { weight: 1, arbitrary: fc.constant('reopen' as const) },
  ),
  killAfter: fc.integer({ min: 0, max: 8 }),
});

/** Turns intents into appends: new events get ids that nothing had before, repeats those of an earlier append. */
class Author {
  private readonly sent: Append[] = [];

  write(intents: readonly Intent[], log: ModelLog): Append[] {
    const appends: Append[] = [];
    for (const one of intents) {
      const append = one.do === 'append' ? this.fresh(one, log) : this.again(one);
      if (!append) continue;
      this.sent.push(append);
      appends.push(append);
      log = log.append(append).log;
    }
    return appends;
  }

  private fresh({ stream, count, off }: Intent & { do: 'append' }, log: ModelLog): Append {
    const name = streams[stream]!;
    const expected = Math.max(-1, log.ofStream(name).length - 1 + off);
    return { stream: name, expected, events: this.events(name, expected, count) };
  }

  /** The very same append, or (`extra`) one that shares only a part of its events. */
  private again({ which, extra }: Intent & { do: 'repeat' }): Append | undefined {
    const earlier = this.sent[which % this.sent.length];
    if (!earlier || extra === 0) return earlier;
    const { stream, expected, events } = earlier;
    return { ...earlier, events: [...events, ...this.events(stream, expected + events.length, 1)] };
  }

  private events(stream: StreamId, expected: number, count: number): StoredEvent[] {
    const attempt = `attempt ${this.sent.length}`;
    return Array.from({ length: count }, (_, index) => exampleEvent(stream, expected + 1 + index, attempt));
  }
}

const plain = (outcome: RemoteOutcome): Expected | { fault: string } => {
  if ('fault' in outcome) return outcome.fault === 'RevisionConflict' ? 'conflict' : outcome;
  return { ...outcome, position: Number(outcome.position) };
};

/** The log after each of the appends, the one before all of them first. */
function courses(log: ModelLog, appends: readonly Append[]): { log: ModelLog; outcomes: Expected[] }[] {
  const course = [{ log, outcomes: [] as Expected[] }];
  for (const append of appends) {
    const last = course.at(-1)!;
    const { log: next, outcome } = last.log.append(append);
    course.push({ log: next, outcomes: [...last.outcomes, outcome] });
  }
  return course;
}

async function written(directory: string): Promise<string[]> {
  const feed = openSqliteFeed(directory);
  const { events } = await deliveredAfter(feed);
  await feed.close();
  return events.map(({ eventId }) => eventId);
}

const idsOf = (log: ModelLog): string[] => log.entries.map(({ id }) => id);

/** After a kill the log must stand where it stood after some number of the appends, and at least after the answered ones. */
async function afterKill(directory: string, course: ReturnType<typeof courses>, outcomes: readonly RemoteOutcome[]) {
  const ids = await written(directory);
  const answers = outcomes.map(plain);
  const answered = outcomes.filter((outcome) => !('fault' in outcome && outcome.fault === 'Killed')).length;
  expect(answers.slice(0, answered)).toEqual(course.at(-1)!.outcomes.slice(0, answered));
  const possible = course.slice(answered).filter(({ log }) => log.entries.length === ids.length);
  expect(possible.map(({ log }) => idsOf(log))).toContainEqual(ids);
  return possible[0]!.log;
}

async function follows(steps: readonly Step[], directory: string): Promise<void> {
  let store = await RemoteStore.open(directory);
  let model = new ModelLog();
  const author = new Author();
  for (const { intents, then, killAfter } of steps) {
    const appends = author.write(intents, model);
    const course = courses(model, appends);
    const sent = Promise.all(appends.map((append) => store.append(append)));
    if (then === 'kill') {
      await pause(killAfter);
      await store.kill();
      model = await afterKill(directory, course, await sent);
    } else {
      expect((await sent).map(plain)).toEqual(course.at(-1)!.outcomes);
      model = course.at(-1)!.log;
      expect(await written(directory)).toEqual(idsOf(model));
      if (then === 'reopen') await store.close();
    }
    if (then !== 'go on') store = await RemoteStore.open(directory);
  }
  await store.close();
  verifyLog(directory);
}

test(
  'whatever is appended, repeated and killed, the SQLite log is what the model says',
  async () => {
    const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const directory = await mkdtemp(join(tmpdir(), 'jointly-model-'));
      await follows(steps, directory).finally(() => rm(directory, { recursive: true }));
    });
    await fc.assert(property, { numRuns: runs });
  },
  90_000 + runs * 6_000,
);
