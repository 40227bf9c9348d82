import {
  initialReliabilityRules,
  participation,
  participationRate,
  reliabilityOf,
  savings,
  type Participation,
  type Period,
  type Ratio,
  type Reliability,
  type SavingsFigure,
} from '@jointly/indicators';
import type { AssociationRules } from '@jointly/joint-actions';
import type { AssociationId, EnterpriseId, Fact, Instant } from '@jointly/kernel';
import type { AnswerCache, SchemaOf } from '@jointly/projections';
import { sql, type Kysely } from 'kysely';
import { parse } from '../documents';
import { pageOf, type Page, type PageRequest } from '../paging';
import type { AssociationTime, PartDocument } from './documents';
import { facts } from './projection';
import { folds, type FoldName, type IndicatorStates } from './states';

/** What a figure is about: everything in the association, one enterprise, one joint action, or both. */
export interface Scope {
  readonly enterprise?: EnterpriseId;
  readonly action?: string;
}

/** A point in an association's log: an event's place, and when it was recorded. Figures know no other time. */
export interface LogTime {
  readonly sequence: number;
  readonly asOf: Instant;
}

/** A figure with the point in the association's log that it was computed at. */
export interface Stated<Figure> extends LogTime {
  readonly figure: Figure;
}

/** An association without a single event, or rules: there is nothing to compute from. */
export class NothingRecorded extends Error {
  constructor(association: AssociationId) {
    super(`Nothing is recorded of ${association} yet.`);
    this.name = 'NothingRecorded';
  }
}

// An event may carry many facts, so its sequence alone would not do to page by.
const place = sql<number>`rowid`;

type StoredFact = Fact & { readonly since: number };
type Known<Name extends FoldName> = { readonly states: Pick<IndicatorStates, Name>; readonly time: AssociationTime };

/** The figures, and the facts that they come from. @throws NothingRecorded for an association that has no events */
export class IndicatorQueries {
  constructor(
    private readonly database: Kysely<SchemaOf<typeof facts>>,
    private readonly cache: AnswerCache,
  ) {}

  async participation(association: AssociationId, scope: Scope = {}): Promise<Stated<Participation>> {
    const { states, time } = await this.known(association, scope, 'participation');
    return stated(time, participation.view(states.participation, time.asOf));
  }

  /** Of those who were members for long enough within the period. */
  async participationRate(association: AssociationId, period: Period): Promise<Stated<Ratio>> {
    const { states, time } = await this.known(association, {}, 'participation', 'memberships');
    const rules = rulesOf(association, time).participation;
    return stated(time, participationRate(states.participation, states.memberships, period, rules));
  }

  async savings(association: AssociationId, scope: Scope = {}): Promise<Stated<readonly SavingsFigure[]>> {
    const { states, time } = await this.known(association, scope, 'savings');
    return stated(time, savings.view(states.savings, time.asOf));
  }

  async reliability(association: AssociationId, enterprise: EnterpriseId): Promise<Stated<Reliability>> {
    const { states, time } = await this.known(association, { enterprise }, 'reliability');
    const { version, reliability: settings } = rulesOf(association, time);
    const rules = { ...initialReliabilityRules, ...settings, version };
    return stated(time, reliabilityOf(states.reliability, enterprise, time.asOf, rules));
  }

  /** In the order in which they were recorded: what any figure can be explained by. */
  async facts(
    association: AssociationId,
    { enterprise, action }: Scope,
    { first, after = 0 }: PageRequest,
  ): Promise<Page<StoredFact>> {
    let query = this.database
      .selectFrom('facts')
      .select(['body', place.as('since')])
      .where('association', '=', association)
      .where(place, '>', after)
      .orderBy('sequence')
      .orderBy(place)
      .limit(first + 1);
    if (enterprise !== undefined) query = query.where('enterprise', '=', enterprise);
    if (action !== undefined) query = query.where('actionId', '=', action);
    const found = await query.execute();
    return pageOf(
      found.map(({ body, since }) => ({ ...(JSON.parse(body) as Fact), since })),
      first,
    );
  }

  private known<Name extends FoldName>(
    association: AssociationId,
    scope: Scope,
    ...names: Name[]
  ): Promise<Known<Name>> {
    const question = `states ${names.join('+')} ${association} ${scope.enterprise ?? ''} ${scope.action ?? ''}`;
    return this.cache.answer(facts.name, question, async () => {
      const time = await this.time(association);
      const states: Partial<IndicatorStates> = {};
      for (const name of names) Object.assign(states, { [name]: await this.state(name, association, scope) });
      return { states: states as Pick<IndicatorStates, Name>, time };
    });
  }

  /** That of the association's last event. */
  async time(association: AssociationId): Promise<AssociationTime> {
    const time = await this.database
      .selectFrom('times')
      .select('document')
      .where('key', '=', association)
      .executeTakeFirst();
    if (!time) throw new NothingRecorded(association);
    return parse<AssociationTime>(time);
  }

  private async state<Name extends FoldName>(
    name: Name,
    association: AssociationId,
    { enterprise, action }: Scope,
  ): Promise<IndicatorStates[Name]> {
    // All of these tables are alike; Kysely can't tell that of a name it does not know.
    let parts = this.database
      .selectFrom(name as 'participation')
      .select('document')
      .where('association', '=', association);
    if (enterprise !== undefined) parts = parts.where('enterprise', '=', enterprise);
    if (action !== undefined) parts = parts.where('actionId', '=', action);
    const found = await parts.orderBy('key').execute();
    return folds[name].merge(found.map((row) => parse<PartDocument<IndicatorStates[Name]>>(row).state));
  }
}

const stated = <Figure>({ sequence, asOf }: AssociationTime, figure: Figure): Stated<Figure> => ({
  figure,
  sequence,
  asOf,
});

function rulesOf(association: AssociationId, { rules }: AssociationTime): AssociationRules {
  if (!rules) throw new NothingRecorded(association);
  return rules;
}
