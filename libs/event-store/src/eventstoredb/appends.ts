import { LogStopped, OutcomeUnknown, Overloaded, RevisionConflict } from '../errors';
import type { Append, AppendResult, Position } from '../port';
import { readBody, record, type RecordedAppend } from '../record';
import type { ClientThread } from './client-thread';
import { CallFailed } from './errors';
import type { EventStoreDbOptions } from './options';
import { persist } from './persist';
import { Repeats } from './repeats';

/** Bytes of appends that wait for an answer; beyond them the log is overloaded, whatever their number. */
const queueBytes = 64 * 1024 * 1024;
const retryAfterMs = 250;

/** What is being written: so much at a time, and each until it is known what became of it. */
export class Appends {
  private readonly repeats: Repeats;
  private readonly inFlight = new Set<Promise<AppendResult>>();
  private inFlightBytes = 0;
  private closed = false;

  /** @param head of the log as it is now */
  constructor(
    head: Position,
    private readonly client: ClientThread,
    private readonly limits: Required<Pick<EventStoreDbOptions, 'queueLimit' | 'patience'>>,
  ) {
    this.repeats = new Repeats(head);
  }

  /** As the port says. */
  async append(append: Append): Promise<AppendResult> {
    if (this.closed) throw new LogStopped('it was closed');
    if (this.inFlight.size >= this.limits.queueLimit || this.inFlightBytes >= queueBytes)
      throw new Overloaded(retryAfterMs);
    const recorded = record(append);
    const result = this.write(recorded, this.repeats.mark());
    this.inFlight.add(result);
    this.inFlightBytes += recorded.bytes;
    return result.finally(() => {
      this.inFlight.delete(result);
      this.inFlightBytes -= recorded.bytes;
    });
  }

  /** Takes no more, and waits for what is being written. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.allSettled(this.inFlight);
  }

  /** @param mark the newest position when the append was asked for */
  private async write(append: RecordedAppend, mark: Position): Promise<AppendResult> {
    try {
      return await persist(this.limits.patience, () => this.attempt(append, mark));
    } catch (fault) {
      throw fault instanceof CallFailed ? new OutcomeUnknown(append.stream, fault) : fault;
    }
  }

  /** Whatever it was that failed, what the stream holds decides: a lost answer looks like a conflict, or like nothing. */
  private async attempt(append: RecordedAppend, mark: Position): Promise<AppendResult> {
    const { stream, expected, bodies } = append;
    const answer = await this.client.ask('append', { stream, expected, bodies }).catch((fault: Error) => fault);
    if (answer instanceof Error) {
      const there = answer instanceof CallFailed ? await this.whatIsThere(append) : undefined;
      if (there) return there;
      throw answer;
    }
    if (answer.is === 'wrong version') {
      const there = await this.whatIsThere(append);
      if (there) return there;
      throw new RevisionConflict(stream, expected, answer.actual);
    }
    const { revision, position } = answer;
    return { revision, position, duplicate: this.repeats.isRepeat(position, mark) };
  }

  /**
   * What stands where the append was to go: these very events, or nothing yet.
   * @throws RevisionConflict where others stand there
   */
  private async whatIsThere({ stream, expected, eventIds }: RecordedAppend): Promise<AppendResult | undefined> {
    const bodies = await this.client.ask('readStream', stream, expected + 1, eventIds.length);
    const there = bodies.map(readBody);
    if (there.length === 0) return undefined;
    const same = eventIds.every((id, index) => there[index]?.eventId === id);
    const last = there.at(-1)!;
    if (!same) throw new RevisionConflict(stream, expected, last.revision);
    // A read of one stream knows no positions; the head is not before it.
    const position = await this.client.ask('found', stream, last.revision);
    return { revision: last.revision, position, duplicate: true };
  }
}
