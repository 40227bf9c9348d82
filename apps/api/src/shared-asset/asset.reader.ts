import { Injectable } from '@nestjs/common';
import type { Written } from '../dispatch/mutations';
import type { RequestContext } from '../graphql/options';
import type { WrittenReader } from '../graphql/payload';
import { Queries } from '../reading/queries';
import { writtenAsset } from './asset.queries';
import { displacedBookings, writtenBooking } from './booking.queries';

/** Shows a mutation's asset as it is after it. */
@Injectable()
export class AssetReader implements WrittenReader {
  constructor(private readonly queries: Queries) {}

  written(written: Written, context: RequestContext): Promise<object | null> {
    return this.queries.askWritten(context, written, { id: written.id }, writtenAsset);
  }
}

/** Shows a mutation's booking as it is after it. */
@Injectable()
export class BookingReader implements WrittenReader {
  constructor(private readonly queries: Queries) {}

  async written(written: Written, context: RequestContext): Promise<object | null> {
    const { part } = written;
    return part ? this.queries.askWritten(context, written, { id: part }, writtenBooking) : null;
  }
}

/** Shows whose bookings a mutation displaced. */
@Injectable()
export class DisplacedReader implements WrittenReader {
  constructor(private readonly queries: Queries) {}

  written(written: Written, context: RequestContext): Promise<object> {
    const { id, command: commandId } = written;
    return this.queries.askWritten(context, written, { id, by: { commandId } }, displacedBookings);
  }
}
