import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Connection } from '../graphql/connection.graphql';
import type { RequestContext } from '../graphql/options';
import { checkArguments } from '../graphql/validate';
import { Queries } from '../reading/queries';
import { PageArgs, SpanArgs } from './asset.arguments';
import { assetCosts, assetFile, assetStatement, meterReadings } from './asset.queries';
import { damageView, fundingView, grantView, hireBaselineView, surplusView, tariffView } from './file.view';
import {
  AssetCostConnection,
  DamageReport,
  Funding,
  Grant,
  HireBaseline,
  ShareHolding,
  Surplus,
  Tariff,
  type AssetCost,
} from './ownership.graphql';
import { SharedAssetObject } from './shared-asset.graphql';
import { AssetStatement } from './statement.graphql';
import { MeterReadingConnection, type MeterReading } from './upkeep.graphql';
import { seen } from './sight';

type File = Awaited<ReturnType<(typeof assetFile)['answer']>>;

/** What is on file about an asset: read together, once for each asset of an answer. */
@Resolver(() => SharedAssetObject)
export class AssetFileResolver {
  private readonly reading = new WeakMap<RequestContext, Map<string, Promise<File>>>();

  constructor(private readonly queries: Queries) {}

  @ResolveField('tariffs', () => [Tariff], { description: 'By when they are in force, also those to come.' })
  async tariffs(@Parent() of: SharedAssetObject, @Context() context: RequestContext): Promise<Tariff[]> {
    return (await this.file(of, context)).file.tariffs.map(tariffView);
  }

  @ResolveField('hireBaselines', () => [HireBaseline], { description: 'What use is compared with.' })
  async hireBaselines(@Parent() of: SharedAssetObject, @Context() context: RequestContext): Promise<HireBaseline[]> {
    return (await this.file(of, context)).file.baselines.map(hireBaselineView);
  }

  @ResolveField('fundings', () => [Funding], { description: 'Attempts to raise what it costs, the latest last.' })
  async fundings(@Parent() of: SharedAssetObject, @Context() context: RequestContext): Promise<Funding[]> {
    const { file, sight } = await this.file(of, context);
    return file.fundings.map((funding) => fundingView(funding, sight));
  }

  @ResolveField('grants', () => [Grant], { description: 'What outside parties gave towards it.' })
  async grants(@Parent() of: SharedAssetObject, @Context() context: RequestContext): Promise<Grant[]> {
    const { grants } = (await this.file(of, context)).file;
    return grants.map(grantView);
  }

  @ResolveField('shares', () => [ShareHolding], {
    description: 'Who holds how many: all for who may see them, for others those of the enterprises they act for.',
  })
  async shares(@Parent() of: SharedAssetObject, @Context() context: RequestContext): Promise<ShareHolding[]> {
    const { file, sight } = await this.file(of, context);
    const holdings = Object.entries(file.shares).filter(([, shares]) => shares > 0);
    return seen(
      holdings.map(([enterpriseId, shares]) => ({ enterpriseId, shares })),
      sight,
    );
  }

  @ResolveField('surpluses', () => [Surplus], {
    nullable: true,
    description: 'What was proposed and shared, the latest last. Null for who may not see totals.',
  })
  async surpluses(@Parent() of: SharedAssetObject, @Context() context: RequestContext): Promise<Surplus[] | null> {
    const { file, sight } = await this.file(of, context);
    return sight.totals ? file.surpluses.map((surplus) => surplusView(surplus, sight)) : null;
  }

  @ResolveField('damages', () => [DamageReport], {
    nullable: true,
    description: 'What was reported, the latest last. Null for who does not keep the asset or the books.',
  })
  async damages(@Parent() of: SharedAssetObject, @Context() context: RequestContext): Promise<DamageReport[] | null> {
    const { file, sight } = await this.file(of, context);
    return sight.all ? file.damages.map(damageView) : null;
  }

  @ResolveField('retirementReason', () => String, {
    nullable: true,
    description: 'Why it is shared no longer; null while it is shared, or once erased.',
  })
  async retirementReason(@Parent() of: SharedAssetObject, @Context() context: RequestContext): Promise<string | null> {
    return (await this.file(of, context)).file.retirement?.reason ?? null;
  }

  @ResolveField('statement', () => AssetStatement, {
    nullable: true,
    description: 'How a period of 400 days at most went. Null for who may not see what all members come to together.',
  })
  statement(
    @Parent() of: SharedAssetObject,
    @Args() args: SpanArgs,
    @Context() context: RequestContext,
  ): Promise<AssetStatement | null> {
    checkArguments(SpanArgs, args);
    return this.queries.askOf(context, of.association, { ...args, id: of.id }, assetStatement);
  }

  @ResolveField('readings', () => MeterReadingConnection, {
    nullable: true,
    description: 'Of its meter, the latest first. Null for who does not keep the asset or the books.',
  })
  readings(
    @Parent() of: SharedAssetObject,
    @Args() args: PageArgs,
    @Context() context: RequestContext,
  ): Promise<Connection<MeterReading> | null> {
    checkArguments(PageArgs, args);
    return this.queries.askOf(context, of.association, { ...args, id: of.id }, meterReadings);
  }

  @ResolveField('costs', () => AssetCostConnection, {
    nullable: true,
    description: 'What keeping and running it cost, the latest first. Null for who may not see totals.',
  })
  costs(
    @Parent() of: SharedAssetObject,
    @Args() args: PageArgs,
    @Context() context: RequestContext,
  ): Promise<Connection<AssetCost> | null> {
    checkArguments(PageArgs, args);
    return this.queries.askOf(context, of.association, { ...args, id: of.id }, assetCosts);
  }

  private file({ association, id }: SharedAssetObject, context: RequestContext): Promise<File> {
    const known = this.reading.get(context) ?? new Map<string, Promise<File>>();
    this.reading.set(context, known);
    const file = known.get(id) ?? this.queries.askOf(context, association, { id }, assetFile);
    known.set(id, file);
    return file;
  }
}
