import type { AllStreamSubscription, Position as WirePosition } from '@eventstore/db-client';
import type { Recorded } from './wire-event';

export type { WirePosition };

/** -1 in 64 bits: "no position". Servers 24.10.0 to 24.10.4 can give it as a checkpoint; resuming there skips all. */
export const noPosition = 2n ** 64n - 1n;

/** What a subscription gives, in the order in which it happened. */
export type FeedItem =
  { readonly event?: Recorded } | { readonly checkpoint: WirePosition } | { readonly caughtUp: true };

/** A running subscription to iterate over. */
export class Feed implements AsyncIterable<FeedItem> {
  constructor(
    private readonly subscription: AllStreamSubscription,
    private readonly local: (event: Recorded) => Recorded,
  ) {
    subscription.on('error', () => undefined); // whoever iterates is told; without a listener the process would end
    subscription.on('caughtUp', () => void subscription.push({ caughtUp: true }));
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<FeedItem> {
    for await (const item of this.subscription as AsyncIterable<FeedItem>)
      yield 'event' in item && item.event ? { event: this.local(item.event) } : item;
  }

  /** Whoever iterates gets `fault` thrown. */
  break(fault: Error): void {
    this.subscription.destroy(fault);
  }

  close(): void {
    void this.subscription.unsubscribe().catch(() => undefined);
  }
}
