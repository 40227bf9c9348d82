import { setTimeout as sleep } from 'node:timers/promises';
import type { AnyAggregate, StoredEvent, StreamId } from '@jointly/kernel';
import { AppendTooLarge, EventIdTaken, OutcomeUnknown, RevisionConflict } from '../errors';
import type { AppendResult, EventStore } from '../port';
import type { FoldedStream } from './folded-stream';
import { Contended } from './request';
import { Tentative, type Workshop } from './tentative';

/** Something to decide on a stream. Its answer becomes final only once the batch it was decided in is durable. */
export interface Task<Answer> {
  /** Look-ups, done before each decision so that a repeated decision sees fresh ones. */
  prepare(): Promise<void>;
  /** Pure apart from adding events to `tentative`. `notYet` where what it added goes first: it is then asked again. */
  decide(tentative: Tentative): Answer | typeof notYet;
}

/** Too much came due before it for a task to be decided in the batch under way. */
export const notYet = Symbol('not yet');

interface Queued {
  readonly task: Task<unknown>;
  readonly until: number;
  /** `appended` is absent when the batch left no events. */
  settle(answer: unknown, appended: AppendResult | undefined): void;
  fail(error: unknown): void;
}

const batchLimit = 128;
const patience = 15_000;

/**
 * One stream's queue: what is waiting is decided in order and appended as one batch. On a conflict only the tail is
 * read and the batch decided again, for as long as `patience` lasts: time, not a count of tries, so that hundreds
 * of writers on several nodes all get an answer.
 */
export class StreamActor {
  private queue: Queued[] = [];
  private running = false;

  constructor(
    readonly folded: FoldedStream,
    private readonly aggregate: AnyAggregate,
    private readonly store: EventStore,
    private readonly workshop: Workshop,
    private readonly onIdle: () => void,
  ) {}

  get stream(): StreamId {
    return this.folded.stream;
  }

  get busy(): boolean {
    return this.running;
  }

  submit<Answer>(task: Task<Answer>): Promise<{ answer: Answer; appended: AppendResult | undefined }> {
    return new Promise((resolve, reject) => {
      this.queue.push({
        task,
        until: Date.now() + patience,
        settle: (answer, appended) => resolve({ answer: answer as Answer, appended }),
        fail: reject,
      });
      if (!this.running) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.running = true;
    // One turn of the loop lets callers of the same moment join the batch.
    await Promise.resolve();
    while (this.queue.length > 0) {
      await this.runBatch(this.queue.splice(0, batchLimit));
      this.folded.rest();
    }
    this.running = false;
    this.onIdle();
  }

  private async runBatch(batch: Queued[], deadlinesApart = false): Promise<void> {
    try {
      await Promise.all([this.folded.refresh(), ...batch.map(({ task }) => task.prepare())]);
    } catch (error) {
      return this.isolate(batch, error);
    }
    const tentative = new Tentative(this.folded, this.aggregate, this.workshop, deadlinesApart);
    const answers: unknown[] = [];
    try {
      for (const { task } of batch) {
        const answer = task.decide(tentative);
        if (answer === notYet) break;
        answers.push(answer);
      }
    } catch (error) {
      return this.isolate(batch, error);
    }
    await this.append(batch, answers, tentative);
  }

  /** Those without an answer are decided anew on what was appended: more was due before them than goes with it. */
  private async append(batch: Queued[], answers: unknown[], tentative: Tentative): Promise<void> {
    try {
      const appended = tentative.events.length > 0 ? await this.write(tentative) : undefined;
      answers.forEach((answer, index) => batch[index]!.settle(answer, appended));
    } catch (error) {
      if (error instanceof RevisionConflict) return this.again(batch);
      if (error instanceof AppendTooLarge && batch.length === 1 && tentative.passed > 0 && answers.length > 0)
        return this.runBatch(batch, true);
      if (error instanceof AppendTooLarge || error instanceof EventIdTaken) return this.isolate(batch, error);
      this.folded.doubt();
      for (const { fail } of batch) fail(error);
      return;
    }
    const undecided = batch.slice(answers.length);
    if (undecided.length > 0) await this.runBatch(undecided);
  }

  /**
   * An unknown outcome is asked again with the same bytes until the store answers: it recognises what it has. Events
   * that were there already are read back, since the log's bytes win over ours.
   */
  private async write(tentative: Tentative): Promise<AppendResult> {
    const expected = this.folded.revision;
    const append = { stream: this.stream, expected, events: tentative.events };
    const until = Date.now() + patience;
    for (let wait = 20; ; wait = Math.min(wait * 2, 1_000)) {
      try {
        const result = await this.store.append(append);
        if (result.duplicate) await this.acknowledge(tentative.events, result.revision);
        else for (const event of tentative.events) this.folded.apply(event);
        return result;
      } catch (error) {
        if (!(error instanceof OutcomeUnknown) || Date.now() > until) throw error;
        await sleep(wait);
      }
    }
  }

  /**
   * These events were there already. Where another command left them, one long forgotten by the stream's memory, the
   * key was used for something else.
   */
  private async acknowledge(events: readonly StoredEvent[], last: number): Promise<void> {
    const ours = new Map(events.map(({ eventId, metadata }) => [eventId, metadata.commandFingerprint]));
    for await (const page of this.store.readStream(this.stream, last - events.length + 1, last))
      for (const { eventId, metadata } of page)
        if (ours.get(eventId) !== metadata.commandFingerprint) throw new EventIdTaken(this.stream);
    await this.folded.readTail();
  }

  private async again(batch: Queued[]): Promise<void> {
    const now = Date.now();
    for (const { until, fail } of batch) if (until <= now) fail(new Contended(this.stream));
    const rest = batch.filter(({ until }) => until > now);
    if (rest.length === 0) return;
    try {
      await this.folded.readTail();
    } catch (error) {
      return rest.forEach(({ fail }) => fail(error));
    }
    this.queue.unshift(...rest);
  }

  /** One task's fault must not take its neighbours down: a batch that fails is tried again one by one. */
  private async isolate(batch: Queued[], error: unknown): Promise<void> {
    if (batch.length === 1) return batch[0]!.fail(error);
    for (const queued of batch) await this.runBatch([queued]);
  }
}
