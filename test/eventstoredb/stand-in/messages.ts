import { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { AppendResp, ReadResp, type AppendReq, type BatchAppendReq } from '@eventstore/db-client/generated/streams_pb';
import { status, type ServiceError } from '@grpc/grpc-js';
import { grpcError } from './faults';
import { maxAppendSize, type Expected, type LogRecord, type Outcome, type Proposed } from './log';

// Between the log and the wire. A uint64 is a string in the generated code.

/** How -1 travels in a uint64. */
const none = String(2n ** 64n - 1n);

export const nameOf = (identifier: StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');

export function proposed(message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage): Proposed {
  const metadata = message.getMetadataMap();
  const missing = ['type', 'content-type'].filter((property) => !metadata.has(property));
  if (missing.length > 0)
    throw grpcError(status.INVALID_ARGUMENT, 'Required Metadata Property missing', {
      exception: 'missing-required-metadata-property',
      'required-metadata-properties': missing.join(','),
    });
  return {
    id: message.getId()!.getString(),
    type: metadata.get('type')!,
    contentType: metadata.get('content-type')!,
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

export function expectedOf(options: AppendReq.Options): Expected {
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasAny()) return 'any';
  if (options.hasStreamExists()) return 'stream_exists';
  return Number(options.getRevision());
}

/** @throws a ServiceError for the outcomes that are not ordinary responses */
export function appendResponse(outcome: Outcome, stream: string, expected: Expected): AppendResp {
  switch (outcome.is) {
    case 'success':
      return new AppendResp().setSuccess(success(outcome.revision, outcome.position));
    case 'wrong version':
      return new AppendResp().setWrongExpectedVersion(wrongVersion(outcome.current, expected));
    case 'deleted':
      throw streamDeleted(stream);
    case 'too large':
      throw grpcError(status.INVALID_ARGUMENT, `Maximum Append Size of ${maxAppendSize} Exceeded.`, {
        exception: 'maximum-append-size-exceeded',
        'maximum-append-size': String(maxAppendSize),
      });
  }
}

function success(revision: number | undefined, position: bigint | undefined): AppendResp.Success {
  const answer = new AppendResp.Success();
  if (revision === undefined) answer.setNoStream(new Empty());
  else answer.setCurrentRevision(String(revision));
  if (position === undefined) return answer.setNoPosition(new Empty());
  const at = new AppendResp.Position().setCommitPosition(String(position)).setPreparePosition(String(position));
  return answer.setPosition(at);
}

function wrongVersion(current: number | undefined, expected: Expected): AppendResp.WrongExpectedVersion {
  const answer = new AppendResp.WrongExpectedVersion();
  if (current === undefined) answer.setCurrentNoStream(new Empty());
  else answer.setCurrentRevision(String(current));
  if (expected === 'no_stream') return answer.setExpectedNoStream(new Empty());
  if (expected === 'any') return answer.setExpectedAny(new Empty());
  if (expected === 'stream_exists') return answer.setExpectedStreamExists(new Empty());
  return answer.setExpectedRevision(String(expected));
}

export const streamDeleted = (stream: string): ServiceError =>
  grpcError(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

/** `placed` where the read is of $all: reads of one stream don't know positions. */
export function eventResponse(record: LogRecord, placed: boolean): ReadResp {
  const position = placed ? String(record.position) : none;
  const event = new ReadResp.ReadEvent.RecordedEvent()
    .setId(new UUID().setString(record.id))
    .setStreamIdentifier(identifier(record.stream))
    .setStreamRevision(String(record.revision))
    .setCommitPosition(position)
    .setPreparePosition(position)
    .setData(record.data)
    .setCustomMetadata(record.metadata);
  event.getMetadataMap().set('type', record.type);
  event.getMetadataMap().set('content-type', record.contentType);
  event.getMetadataMap().set('created', String(record.created));
  const read = new ReadResp.ReadEvent().setEvent(event);
  if (placed) read.setCommitPosition(position);
  else read.setNoPosition(new Empty());
  return new ReadResp().setEvent(read);
}

export const checkpointResponse = (commit: bigint, prepare: bigint): ReadResp =>
  new ReadResp().setCheckpoint(
    new ReadResp.Checkpoint().setCommitPosition(String(commit)).setPreparePosition(String(prepare)),
  );

export const confirmationResponse = (id: string): ReadResp =>
  new ReadResp().setConfirmation(new ReadResp.SubscriptionConfirmation().setSubscriptionId(id));

export const caughtUpResponse = (): ReadResp => new ReadResp().setCaughtUp(new ReadResp.CaughtUp());

export const notFoundResponse = (stream: string): ReadResp =>
  new ReadResp().setStreamNotFound(new ReadResp.StreamNotFound().setStreamIdentifier(identifier(stream)));

export const identifier = (stream: string): StreamIdentifier =>
  new StreamIdentifier().setStreamName(Buffer.from(stream).toString('base64'));
