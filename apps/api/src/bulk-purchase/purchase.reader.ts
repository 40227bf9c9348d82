import { Injectable } from '@nestjs/common';
import type { Written } from '../dispatch/mutations';
import type { RequestContext } from '../graphql/options';
import type { WrittenReader } from '../graphql/payload';
import { Queries } from '../reading/queries';
import { writtenPurchase } from './purchase.queries';

/** Shows a mutation's purchase as it is after it. */
@Injectable()
export class PurchaseReader implements WrittenReader {
  constructor(private readonly queries: Queries) {}

  written(written: Written, context: RequestContext): Promise<object | null> {
    return this.queries.askWritten(context, written, { id: written.id }, writtenPurchase);
  }
}
