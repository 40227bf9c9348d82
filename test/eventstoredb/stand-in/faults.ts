import { Metadata, status, type ServiceError } from '@grpc/grpc-js';

/** What befalls an append. The first four leave nothing written, the last three leave it written. */
export type AppendFault =
  'refuse' | 'not leader' | 'not leader, unexplained' | 'stall' | 'drop the answer' | 'time out' | 'stall after commit';

/** What befalls a read or the start of a subscription. */
export type ReadFault = 'refuse' | 'stall' | 'cut half way' | 'deny';

/** How running subscriptions end. */
export type Cut = 'unavailable' | 'cancelled' | 'too slow' | 'ended without a word';

/** Faults that were asked for, each used up by the calls it befalls. */
export class Faults {
  /** Every answer waits so many milliseconds. */
  delay = 0;
  /** Events are delivered to subscriptions this many times. */
  deliveries = 1;
  /** Subscriptions are silent: open, confirmed, and nothing comes. */
  silence = false;
  /** Subscriptions withhold so many of the next events that match, as a server with a defect would. */
  withhold = 0;
  /** At the live switch a subscription is told a checkpoint behind every end, whatever it has sent. */
  brokenCheckpoint = false;
  /** Another node was elected: this one refuses what asks for the leader, and names that one. */
  leaderIsNow: { readonly port: number } | undefined;
  private readonly appends: AppendFault[] = [];
  private readonly reads: ReadFault[] = [];
  private readonly subscriptions: ReadFault[] = [];

  onAppend(fault: AppendFault, times = 1): void {
    this.appends.push(...Array<AppendFault>(times).fill(fault));
  }

  onRead(fault: ReadFault, times = 1): void {
    this.reads.push(...Array<ReadFault>(times).fill(fault));
  }

  onSubscribe(fault: ReadFault, times = 1): void {
    this.subscriptions.push(...Array<ReadFault>(times).fill(fault));
  }

  nextAppend(): AppendFault | undefined {
    return this.appends.shift();
  }

  nextRead(): ReadFault | undefined {
    return this.reads.shift();
  }

  nextSubscription(): ReadFault | undefined {
    return this.subscriptions.shift();
  }

  get pending(): number {
    return this.appends.length + this.reads.length + this.subscriptions.length;
  }
}

/** A gRPC error as the server sends it: a status, and trailers that tell which of its exceptions it was. */
export function grpcError(
  code: status,
  details: string,
  trailers: Readonly<Record<string, string>> = {},
): ServiceError {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value);
  return Object.assign(new Error(details), { code, details, metadata });
}

export const unavailable = (): ServiceError => grpcError(status.UNAVAILABLE, 'Server Is Not Ready');

export const unauthenticated = (): ServiceError => grpcError(status.UNAUTHENTICATED, 'Unauthenticated');

export const notLeader = (leader?: { host: string; port: number }): ServiceError =>
  grpcError(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    ...(leader && { 'leader-endpoint-host': leader.host, 'leader-endpoint-port': String(leader.port) }),
  });

export const cutError = (cut: Exclude<Cut, 'ended without a word'>): ServiceError =>
  ({
    unavailable: grpcError(status.UNAVAILABLE, 'Connection dropped'),
    cancelled: grpcError(status.CANCELLED, 'Call cancelled by the server'),
    'too slow': grpcError(
      status.ABORTED,
      'Operation timed out: Consumer too slow to handle event while live. Client resubscription required.',
    ),
  })[cut];
