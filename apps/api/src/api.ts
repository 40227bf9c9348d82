import type { Provider } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { feedTokens } from '@jointly/privacy';
import { AccountResolver } from './account/account.resolver';
import { accountQueries } from './account/account.queries';
import { PaymentMutations } from './account/payment.mutations';
import { AssociationMutations } from './association/association.mutations';
import { associationQueries } from './association/association.queries';
import { AssociationResolver, EnterpriseResolver } from './association/association.resolver';
import { EnterpriseMutations } from './association/enterprise.mutations';
import { Registration } from './association/registration';
import { Viewers } from './auth/viewers';
import { AwardMutations } from './bulk-purchase/award.mutations';
import { PurchaseDetailsResolver } from './bulk-purchase/details.resolver';
import { BulkPurchaseMutations } from './bulk-purchase/purchase.mutations';
import { purchaseQueries } from './bulk-purchase/purchase.queries';
import { PurchaseReader } from './bulk-purchase/purchase.reader';
import { PurchaseResolver } from './bulk-purchase/purchase.resolver';
import { SettlementMutations } from './bulk-purchase/settlement.mutations';
import { CalendarFeeds } from './calendar-feed/feeds';
import { feedQueries } from './calendar-feed/feed.queries';
import { CalendarFeedResolver } from './calendar-feed/feed.resolver';
import { dispatchFor } from './dispatch/command';
import { Mutations } from './dispatch/mutations';
import { aggregates } from './embedded/catalogue';
import type { Installation } from './embedded/installation';
import { payloadResolvers } from './graphql/payload';
import { Metrics } from './http/metrics';
import { indicatorQueries } from './indicators/indicators.queries';
import { EnterpriseFiguresResolver } from './indicators/enterprise-figures.resolver';
import { IndicatorsResolver } from './indicators/indicators.resolver';
import { OperationsResolver } from './operations/operations.graphql';
import { Queries, queryDispatchFor } from './reading/queries';
import { AssetCalendarResolver } from './shared-asset/asset-calendar.resolver';
import { AssetFileResolver } from './shared-asset/asset-file.resolver';
import { AssetMutations } from './shared-asset/asset.mutations';
import { assetQueries } from './shared-asset/asset.queries';
import { AssetReader, BookingReader, DisplacedReader } from './shared-asset/asset.reader';
import { SharedAssetResolver } from './shared-asset/asset.resolver';
import { BookingMutations } from './shared-asset/booking.mutations';
import { bookingQueries } from './shared-asset/booking.queries';
import { calendarQueries } from './shared-asset/calendar.queries';
import { OwnershipMutations } from './shared-asset/ownership.mutations';
import { RunMutations } from './shared-asset/run.mutations';
import { UpkeepMutations } from './shared-asset/upkeep.mutations';
import { UsageMutations } from './shared-asset/usage.mutations';

/** Every resolver: what the schema is made of. */
export const resolvers = [
  AssociationMutations,
  AssociationResolver,
  EnterpriseMutations,
  EnterpriseResolver,
  BulkPurchaseMutations,
  AwardMutations,
  SettlementMutations,
  PurchaseResolver,
  PurchaseDetailsResolver,
  AssetMutations,
  OwnershipMutations,
  BookingMutations,
  UsageMutations,
  UpkeepMutations,
  RunMutations,
  SharedAssetResolver,
  AssetCalendarResolver,
  AssetFileResolver,
  CalendarFeedResolver,
  PaymentMutations,
  AccountResolver,
  IndicatorsResolver,
  EnterpriseFiguresResolver,
  OperationsResolver,
  ...payloadResolvers,
];

const queries = [
  ...associationQueries,
  ...purchaseQueries,
  ...assetQueries,
  ...bookingQueries,
  ...calendarQueries,
  ...feedQueries,
  ...accountQueries,
  ...indicatorQueries,
];

/** The whole API over an installation: one line for each room that it is made of. */
export function apiProviders({ executor, keys, tokens, models }: Installation): Provider[] {
  const commands = dispatchFor(aggregates, executor);
  const questions = queryDispatchFor(queries, models);
  const viewers = new Viewers(executor, keys.secrets);
  return [
    ...resolvers,
    ...commands.handlers,
    ...questions.handlers,
    PurchaseReader,
    AssetReader,
    BookingReader,
    DisplacedReader,
    { provide: Viewers, useValue: viewers },
    { provide: CalendarFeeds, useValue: new CalendarFeeds(feedTokens(keys.secrets.feed), models, keys.secrets) },
    { provide: Registration, useValue: new Registration(keys.secrets, keys.store) },
    {
      provide: Mutations,
      useFactory: (bus: CommandBus, metrics: Metrics) => new Mutations(bus, commands, viewers, tokens, metrics),
      inject: [CommandBus, Metrics],
    },
    {
      provide: Queries,
      useFactory: (bus: QueryBus) => new Queries(bus, questions, viewers, tokens, models),
      inject: [QueryBus],
    },
  ];
}
