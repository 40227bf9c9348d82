import { setTimeout as sleep } from 'node:timers/promises';
import type { AppendReq, AppendResp } from '@eventstore/db-client/generated/streams_pb';
import type { sendUnaryData, ServerReadableStream } from '@grpc/grpc-js';
import { cutError, notLeader, unavailable } from './faults';
import type { Proposed } from './log';
import { appendResponse, expectedOf, nameOf, proposed } from './messages';
import type { Node } from './node';

/** `Append`: the options, one message per event, one answer. */
export function handleAppend(node: Node) {
  return (call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>): void => {
    let options: AppendReq.Options | undefined;
    const events: Proposed[] = [];
    call.on('error', () => undefined); // the client went away: nothing was written yet
    call.on('data', (request: AppendReq) => {
      if (request.hasOptions()) options = request.getOptions();
      else events.push(proposed(request.getProposedMessage()!));
    });
    // Where the connection was cut, that is known only after the end of what came.
    call.on('end', () =>
      setImmediate(() => {
        if (options && !call.cancelled) void respond(node, options, events, call, answer);
      }),
    );
  };
}

async function respond(
  node: Node,
  options: AppendReq.Options,
  events: readonly Proposed[],
  call: ServerReadableStream<AppendReq, AppendResp>,
  answer: sendUnaryData<AppendResp>,
): Promise<void> {
  const fault = node.faults.nextAppend();
  if (fault === 'stall') return;
  if (fault === 'refuse') return answer(unavailable());
  if (fault === 'not leader') return answer(notLeader({ host: '127.0.0.1', port: node.port }));
  if (fault === 'not leader, unexplained') return answer(notLeader());
  const refused = node.refuses(call.metadata);
  if (refused) return answer(refused);
  const [stream, expected] = [nameOf(options.getStreamIdentifier()), expectedOf(options)];
  try {
    const response = appendResponse(node.log.append(stream, expected, events), stream, expected);
    if (node.faults.delay > 0) await sleep(node.faults.delay);
    if (fault === 'stall after commit') return;
    if (fault === 'drop the answer') return answer(cutError('unavailable'));
    if (fault === 'time out') return answer(cutError('too slow'));
    answer(null, response);
  } catch (error) {
    answer(error as Parameters<typeof answer>[0]);
  }
}
