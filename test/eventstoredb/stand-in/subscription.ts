import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { cutError, unauthenticated, unavailable, type Cut } from './faults';
import type { LogRecord } from './log';
import { caughtUpResponse, checkpointResponse, confirmationResponse, eventResponse, nameOf } from './messages';
import type { Node, ReadCall } from './node';

const noPosition = 2n ** 64n - 1n;

/** One subscriber: first what is there, then a word that it has caught up, then what comes. */
export class Subscription {
  private readonly options: ReadReq.Options;
  private readonly matches: (record: LogRecord) => boolean;
  /** Events considered between two checkpoints; none without a filter. */
  private readonly interval: number;
  private considered = 0;
  private next: number;
  private lastSent: bigint | undefined;
  private caughtUp = false;
  private ended = false;

  constructor(
    private readonly node: Node,
    private readonly call: ReadCall,
  ) {
    this.options = call.request.getOptions()!;
    this.matches = filterOf(this.options);
    this.interval = intervalOf(this.options);
    this.next = this.firstIndex();
  }

  start(): void {
    const fault = this.node.faults.nextSubscription();
    if (fault === 'stall') return;
    if (fault === 'refuse') throw unavailable();
    if (fault === 'deny') throw unauthenticated();
    this.node.subscriptions.add(this);
    this.call.on('cancelled', () => this.stop());
    this.call.on('close', () => this.stop());
    this.call.write(confirmationResponse(randomUUID()));
    void this.run();
  }

  /** Ends it from the server's side. */
  cut(cut: Cut): void {
    this.stop();
    if (cut === 'ended without a word') this.call.end();
    else this.call.emit('error', cutError(cut));
  }

  private stop(): void {
    this.ended = true;
    this.node.subscriptions.delete(this);
    this.node.log.changes.emit('appended'); // wakes the loop, which then ends
  }

  private async run(): Promise<void> {
    const { changes, records } = this.node.log;
    while (!this.ended) {
      if (this.node.faults.silence || (this.next >= records.length && this.caughtUp)) {
        await once(changes, 'appended');
        continue;
      }
      const record = records[this.next];
      if (record) await this.consider(record);
      else this.goLive();
    }
  }

  private async consider(record: LogRecord): Promise<void> {
    this.next++;
    if (this.matches(record) && !this.withheld()) {
      for (let n = 0; n < this.node.faults.deliveries; n++) await this.send(record);
      this.lastSent = record.position;
    }
    if (++this.considered % this.interval > 0) return;
    const at = this.caughtUp ? record.position : (this.lastSent ?? record.position);
    this.call.write(checkpointResponse(at, this.lastSent === undefined ? 0n : at));
  }

  private withheld(): boolean {
    if (this.node.faults.withhold === 0) return false;
    this.node.faults.withhold--;
    return true;
  }

  private async send(record: LogRecord): Promise<void> {
    if (this.ended) return;
    if (this.call.write(eventResponse(record, this.options.hasAll()))) return;
    await writable(this.call);
  }

  private goLive(): void {
    this.caughtUp = true;
    if (this.node.version === '24.10.0' && Number.isFinite(this.interval)) this.checkpointAtTheSwitch();
    this.call.write(caughtUpResponse());
  }

  /** With the defect of 24.10.0 to 24.10.4: from the start, where nothing matched, it is a position behind every end. */
  private checkpointAtTheSwitch(): void {
    const fromStart = this.options.getAll()?.hasStart() ?? false;
    const broken =
      this.node.faults.brokenCheckpoint ||
      (fromStart && this.lastSent === undefined && this.considered < this.interval);
    const at = broken ? noPosition : (this.node.log.records.at(-1)?.position ?? 0n);
    this.call.write(checkpointResponse(at, at));
    this.considered = 0;
  }

  /** Behind the position or revision that is asked for: it is excluded. */
  private firstIndex(): number {
    const { log } = this.node;
    const [all, stream] = [this.options.getAll(), this.options.getStream()];
    if (all?.hasEnd() || stream?.hasEnd()) return log.records.length;
    if (all?.hasPosition()) return log.indexAfter(BigInt(all.getPosition()!.getCommitPosition()));
    if (!stream?.hasRevision()) return 0;
    const last = log.streams.get(nameOf(stream.getStreamIdentifier()))?.[Number(stream.getRevision())];
    return last ? log.indexAfter(last.position) : 0;
  }
}

function filterOf(options: ReadReq.Options): (record: LogRecord) => boolean {
  if (options.hasStream()) {
    const name = nameOf(options.getStream()!.getStreamIdentifier());
    return ({ stream }) => stream === name;
  }
  const filter = options.getFilter();
  if (!filter) return () => true;
  const expression = (filter.getStreamIdentifier() ?? filter.getEventType())!;
  const valueOf = ({ stream, type }: LogRecord): string => (filter.hasStreamIdentifier() ? stream : type);
  const prefixes = expression.getPrefixList();
  if (prefixes.length > 0) return (record) => prefixes.some((prefix) => valueOf(record).startsWith(prefix));
  const pattern = new RegExp(expression.getRegex());
  return (record) => pattern.test(valueOf(record));
}

function intervalOf(options: ReadReq.Options): number {
  const filter = options.getFilter();
  if (!filter) return Infinity;
  return (filter.hasMax() ? filter.getMax() : 32) * filter.getCheckpointintervalmultiplier();
}

/** Until the client has taken what was written, or is gone. */
function writable(call: ReadCall): Promise<void> {
  const events = ['drain', 'close', 'error'];
  return new Promise((resolve) => {
    const done = (): void => {
      for (const event of events) call.off(event, done);
      resolve();
    };
    for (const event of events) call.on(event, done);
  });
}
