import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import type { Metadata, ServerWritableStream, ServiceError } from '@grpc/grpc-js';
import type { Cut, Faults } from './faults';
import type { StandInLog } from './log';

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

export type Version = '23.10.6' | '24.10.0';

/** What the handlers see of the server they answer for. */
export interface Node {
  readonly log: StandInLog;
  readonly faults: Faults;
  /** Whose habits it has where versions differ. */
  readonly version: Version;
  readonly subscriptions: Set<Subscriber>;
  readonly port: number;
  refuses(metadata: Metadata): ServiceError | undefined;
}

export interface Subscriber {
  cut(cut: Cut): void;
}
