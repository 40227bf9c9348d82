import { parseStreamId, type Happened, type NewFact, type StreamId } from '@jointly/kernel';
import { allAggregates } from '../catalogue';
import { factsOf } from '../facts';

/** Every fact that a log carries, each event translated with its stream's state before it. */
export function factsIn(log: readonly Happened[]): NewFact[] {
  const states = new Map<StreamId, unknown>();
  return log.flatMap((event) => {
    const aggregate = allAggregates.find(({ category }) => category === parseStreamId(event.stream).category)!;
    const before: unknown = states.get(event.stream) ?? aggregate.initial;
    states.set(event.stream, aggregate.evolve(before, event));
    return factsOf(before, event);
  });
}
