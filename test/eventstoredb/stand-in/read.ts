import { status } from '@grpc/grpc-js';
import { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { grpcError, unauthenticated, unavailable } from './faults';
import type { LogRecord } from './log';
import { eventResponse, nameOf, notFoundResponse, streamDeleted } from './messages';
import type { Node, ReadCall } from './node';
import { Subscription } from './subscription';

/** `Read`: a stream or $all, in either direction, to an end or for ever. */
export function handleRead(node: Node) {
  return (call: ReadCall): void => {
    call.on('error', () => undefined);
    const refused = node.refuses(call.metadata);
    if (refused) return fail(call, refused);
    try {
      if (call.request.getOptions()!.hasSubscription()) new Subscription(node, call).start();
      else read(node, call);
    } catch (error) {
      fail(call, error as Error);
    }
  };
}

const fail = (call: ReadCall, error: Error): void => void call.emit('error', error);

function read(node: Node, call: ReadCall): void {
  const options = call.request.getOptions()!;
  const fault = node.faults.nextRead();
  if (fault === 'stall') return;
  if (fault === 'refuse') throw unavailable();
  if (fault === 'deny') throw unauthenticated();
  const backwards = options.getReadDirection() === ReadReq.Options.ReadDirection.BACKWARDS;
  const count = Number(options.getCount());
  const records = options.hasAll() ? ofAll(node, options, backwards) : ofStream(node, options, backwards);
  if (!records) {
    call.write(notFoundResponse(nameOf(options.getStream()!.getStreamIdentifier())));
    call.end();
    return;
  }
  const page = records.slice(0, fault === 'cut half way' ? Math.floor(records.length / 2) : count);
  for (const record of page) call.write(eventResponse(record, options.hasAll()));
  if (fault === 'cut half way') throw unavailable();
  setTimeout(() => call.end(), node.faults.delay);
}

function ofStream(node: Node, options: ReadReq.Options, backwards: boolean): readonly LogRecord[] | undefined {
  const from = options.getStream()!;
  const name = nameOf(from.getStreamIdentifier());
  if (node.log.tombstones.has(name)) throw streamDeleted(name);
  const records = node.log.streams.get(name);
  if (!records) return undefined;
  if (from.hasStart()) return backwards ? records.slice(0, 1) : records;
  if (from.hasEnd()) return backwards ? records.toReversed() : [];
  const at = Number(from.getRevision());
  return backwards ? records.slice(0, at + 1).toReversed() : records.slice(at);
}

/** Forwards a position is included, backwards it is not. */
function ofAll(node: Node, options: ReadReq.Options, backwards: boolean): readonly LogRecord[] {
  const from = options.getAll()!;
  const { log } = node;
  if (from.hasStart()) return backwards ? [] : log.records;
  if (from.hasEnd()) return backwards ? log.records.toReversed() : [];
  const position = BigInt(from.getPosition()!.getCommitPosition());
  const index = log.indexAfter(position);
  const isThere = log.records[index - 1]?.position === position;
  if (!isThere) throw grpcError(status.INVALID_ARGUMENT, 'Trying to read from an invalid position.');
  return backwards ? log.records.slice(0, index - 1).toReversed() : log.records.slice(index - 1);
}
