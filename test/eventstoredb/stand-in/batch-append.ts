import { setTimeout as sleep } from 'node:timers/promises';
import { Code } from '@eventstore/db-client/generated/code_pb';
import {
  AllStreamPosition,
  MaximumAppendSizeExceeded,
  StreamDeleted,
  Timeout,
  WrongExpectedVersion,
} from '@eventstore/db-client/generated/shared_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import { BatchAppendResp, type BatchAppendReq } from '@eventstore/db-client/generated/streams_pb';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { notLeader, unavailable, type AppendFault } from './faults';
import { maxAppendSize, type Expected, type Outcome, type Proposed } from './log';
import { identifier, nameOf, proposed } from './messages';
import type { Node } from './node';

type Call = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

interface Batch {
  readonly request: BatchAppendReq;
  readonly stream: string;
  readonly expected: Expected;
  readonly deadline: number;
  readonly events: Proposed[];
}

/** `BatchAppend`: appends in parts on one long-lived stream, answered by correlation id. */
export function handleBatchAppend(node: Node) {
  return (call: Call): void => {
    const batches = new Map<string, Batch>();
    call.on('error', () => undefined);
    call.on('end', () => call.end());
    call.on('data', (request: BatchAppendReq) => {
      const id = request.getCorrelationId()!.getString();
      if (request.hasOptions()) batches.set(id, begin(request));
      const batch = batches.get(id)!;
      batch.events.push(...request.getProposedMessagesList().map(proposed));
      if (!request.getIsFinal()) return;
      batches.delete(id);
      void respond(node, call, batch);
    });
  };
}

function begin(request: BatchAppendReq): Batch {
  const options = request.getOptions()!;
  const expected = options.hasNoStream()
    ? 'no_stream'
    : options.hasAny()
      ? 'any'
      : options.hasStreamExists()
        ? 'stream_exists'
        : Number(options.getStreamPosition());
  const deadline = options.getDeadline()?.toDate().getTime() ?? Infinity;
  return { request, stream: nameOf(options.getStreamIdentifier()), expected, deadline, events: [] };
}

async function respond(node: Node, call: Call, batch: Batch): Promise<void> {
  const fault = node.faults.nextAppend();
  if (fault === 'stall') return;
  const before = endsTheStream(fault, node);
  if (before) return void call.emit('error', before);
  const answer = decide(node, batch);
  answer.setCorrelationId(batch.request.getCorrelationId()).setStreamIdentifier(identifier(batch.stream));
  if (node.faults.delay > 0) await sleep(node.faults.delay);
  if (fault === 'stall after commit') return;
  if (fault === 'drop the answer' || fault === 'time out') return void call.emit('error', unavailable());
  call.write(answer);
}

/** A fault of one append that fails every append in flight. */
function endsTheStream(fault: AppendFault | undefined, node: Node): Error | undefined {
  if (fault === 'refuse') return unavailable();
  if (fault === 'not leader') return notLeader({ host: '127.0.0.1', port: node.port });
  if (fault === 'not leader, unexplained') return notLeader();
  return undefined;
}

function decide(node: Node, { stream, expected, deadline, events }: Batch): BatchAppendResp {
  if (deadline < Date.now()) return failure(Code.DEADLINE_EXCEEDED, 'Timeout', new Timeout());
  return response(node.log.append(stream, expected, events), expected);
}

function response(outcome: Outcome, expected: Expected): BatchAppendResp {
  switch (outcome.is) {
    case 'success':
      return new BatchAppendResp().setSuccess(success(outcome.revision, outcome.position));
    case 'wrong version':
      return failure(Code.ALREADY_EXISTS, 'WrongExpectedVersion', wrongVersion(outcome.current, expected));
    case 'deleted':
      return failure(Code.NOT_FOUND, 'StreamDeleted', new StreamDeleted());
    case 'too large':
      return failure(
        Code.INVALID_ARGUMENT,
        'MaximumAppendSizeExceeded',
        new MaximumAppendSizeExceeded().setMaxappendsize(maxAppendSize),
      );
  }
}

function success(revision: number | undefined, position: bigint | undefined): BatchAppendResp.Success {
  const answer = new BatchAppendResp.Success();
  if (revision === undefined) answer.setNoStream(new Empty());
  else answer.setCurrentRevision(String(revision));
  if (position === undefined) return answer.setNoPosition(new Empty());
  return answer.setPosition(
    new AllStreamPosition().setCommitPosition(String(position)).setPreparePosition(String(position)),
  );
}

function wrongVersion(current: number | undefined, expected: Expected): WrongExpectedVersion {
  const answer = new WrongExpectedVersion();
  if (current === undefined) answer.setCurrentNoStream(new Empty());
  else answer.setCurrentStreamRevision(String(current));
  if (expected === 'no_stream') return answer.setExpectedNoStream(new Empty());
  if (expected === 'any') return answer.setExpectedAny(new Empty());
  if (expected === 'stream_exists') return answer.setExpectedStreamExists(new Empty());
  return answer.setExpectedStreamPosition(String(expected));
}

function failure(code: Code, type: string, details: { serializeBinary(): Uint8Array }): BatchAppendResp {
  const any = new Any();
  any.setTypeUrl(`type.googleapis.com/event_store.client.${type}`);
  any.setValue(details.serializeBinary());
  return new BatchAppendResp().setError(new Status().setCode(code).setMessage(type).setDetails(any));
}
